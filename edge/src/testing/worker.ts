import { env } from 'node:process'

/** A worker that does nothing but answer its primary, or, where it is asked to, not even that. */
process.on('message', (message: { kind: string }) => {
  if (message.kind === 'retire') process.exit(0)
  else if (message.kind === 'ping') process.send?.({ kind: 'pong' })
  else process.send?.({ kind: 'ready' })
})
process.on('SIGTERM', () => process.exit(0))
if (env.FIXTURE === 'crashing') process.exit(3)
if (env.FIXTURE === 'hanging') setTimeout(hang, 100)
setInterval(() => undefined, 1_000)

function hang(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
