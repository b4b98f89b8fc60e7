import { appendFileSync } from 'node:fs'
import { env } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * A function that behaves as its event says, and writes every invocation to the file that `JOURNAL` names. It loads
 * nothing, so that processes that are ended over and over are there again at once.
 */
interface EventRecord {
  readonly messageId?: string
  readonly body?: string
  readonly behaviour?: 'well' | 'throws' | 'hangs' | 'hungry' | 'dies' | 'slow'
}

interface Invoked {
  readonly id: string
  readonly event: { readonly Records: readonly EventRecord[] }
}

const hoard: Buffer[] = []

async function behave({ behaviour }: EventRecord): Promise<void> {
  if (behaviour === 'throws') throw new RangeError('this function throws')
  if (behaviour === 'dies') process.kill(process.pid, 'SIGKILL')
  if (behaviour === 'hungry') hoard.push(Buffer.alloc(120_000_000, 1))
  if (behaviour === 'slow') await delay(400)
  if (behaviour === 'hangs' || behaviour === 'hungry') await delay(60_000)
}

/** A notification of a picture whose failure is `unsupported` is never taken. */
function failures(records: readonly EventRecord[]) {
  return records
    .filter(({ body }) => body?.includes('"unsupported"'))
    .map(({ messageId }) => ({ itemIdentifier: messageId }))
}

process.on('message', async ({ id, event }: Invoked) => {
  const { Records: records } = event
  const line = { function: process.argv[2], pid: process.pid, records }
  appendFileSync(env.JOURNAL ?? '', `${JSON.stringify(line)}\n`)
  try {
    for (const record of records) await behave(record)
    process.send?.({ kind: 'done', id, result: { batchItemFailures: failures(records) } })
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    process.send?.({ kind: 'failed', id, error: { name, message } })
  }
})
process.on('disconnect', () => process.exit())
process.send?.({ kind: 'ready' })
