import pg from 'pg'
import { z } from 'zod'

/**
 * Preloaded into an `api` that is only watched: tells over the channel what it sends to PostgreSQL, in order. A `mark`
 * is answered by `marked`, after everything sent before it.
 */
const Sent = z.union([
  z.string().transform((text) => ({ text, values: [] })),
  z.object({ text: z.string(), values: z.array(z.unknown()).default([]) }),
])

const query = Reflect.get(pg.Client.prototype, 'query')
Reflect.set(pg.Client.prototype, 'query', function record(this: pg.Client, ...args: unknown[]): unknown {
  const sent = Sent.safeParse(args[0])
  if (sent.success)
    process.send?.({ text: sent.data.text, values: Array.isArray(args[1]) ? args[1] : sent.data.values })
  return Reflect.apply(query, this, args)
})

process.on('message', (message) => {
  if (message === 'mark') process.send?.('marked')
})
