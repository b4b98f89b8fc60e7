import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'

// What a start compiles is kept for the next one, which takes a fifth less CPU for it. Where nothing can be written, nothing is.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/porchlight/compiled'))

/**
 * Preloaded into a program that must not outlive whoever started it: when the channel to them closes, however they
 * went, the program asks itself to stop, and ends for good after the grace given in this module's address.
 */
const graceMs = Number(new URL(import.meta.url).searchParams.get('graceMs') ?? 1_500)

if (isMainThread && process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  // The listener alone would keep the program alive.
  process.channel.unref()
}
