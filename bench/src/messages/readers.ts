import { once } from 'node:events'
import { WebSocket } from 'ws'
import { z } from 'zod'

/**
 * Open pages, in a process of their own, so that the CPU they take is nobody else's. Takes commands over its channel, one
 * at a time: `connect` opens pages, `expect` answers once so many messages came to them.
 */
const Command = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('connect'),
    port: z.number(),
    path: z.string(),
    pages: z.number(),
    /** Absent: nothing is said, and everything that comes is a message. */
    subscription: z.strictObject({ token: z.string(), queries: z.array(z.string()) }).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('expect'), messages: z.number() }),
])
type Connect = Extract<z.infer<typeof Command>, { kind: 'connect' }>

/** How many pages connect at a time. */
const atATime = 50

let received = 0
let expected = Number.POSITIVE_INFINITY

process.on('message', (message) => {
  const command = Command.parse(message)
  if (command.kind === 'expect') {
    received = 0
    expected = command.messages
    process.send?.('expecting')
    return
  }
  connectAll(command).then(
    () => process.send?.('connected'),
    (error: unknown) => {
      process.stderr.write(`Pages could not be opened: ${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
})
// The leash lets go of the channel; here it is all there is to wait for.
process.channel?.ref()

async function connectAll(command: Connect): Promise<void> {
  for (let opened = 0; opened < command.pages; opened += atATime) {
    const pages = Math.min(atATime, command.pages - opened)
    await Promise.all(Array.from({ length: pages }, () => connect(command)))
  }
}

async function connect({ port, path, subscription }: Connect): Promise<void> {
  const authorization = subscription?.token ?? ''
  const webSocket = new WebSocket(`ws://127.0.0.1:${port}${path}`, ['graphql-ws'], {
    headers: { authorization, host: `localhost:${port}` },
    perMessageDeflate: false,
    skipUTF8Validation: true,
  })
  await once(webSocket, 'open')
  if (subscription !== undefined) await subscribe(webSocket, subscription)
  webSocket.on('message', count)
  webSocket.on('close', () => {
    process.stderr.write('A page was closed\n')
    process.exit(1)
  })
}

async function subscribe(
  webSocket: WebSocket,
  { token, queries }: NonNullable<Connect['subscription']>,
): Promise<void> {
  const answered = Promise.withResolvers<void>()
  // An acknowledgement, a keep-alive, and one for each start.
  let left = 2 + queries.length
  const answer = () => {
    left -= 1
    if (left === 0) answered.resolve()
  }
  webSocket.on('message', answer)
  webSocket.send('{"type":"connection_init"}')
  for (const [index, query] of queries.entries()) {
    const extensions = { authorization: { host: 'localhost', Authorization: token } }
    const payload = { data: JSON.stringify({ query }), extensions }
    webSocket.send(JSON.stringify({ type: 'start', id: `${crypto.randomUUID().slice(2)}${index}`, payload }))
  }
  await answered.promise
  webSocket.off('message', answer)
}

/** Keep-alives are shorter than any message. */
function count(data: Buffer): void {
  if (data.length < 64) return
  received += 1
  if (received === expected) process.send?.('received')
}
