import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import { ObjectCreated } from '../events/object-created.ts'

export interface EventTaker {
  readonly endpoint: Endpoint
  /** What was taken, in order. */
  readonly taken: readonly ObjectCreated[]
  /** What is answered from now on. */
  answer(status: number): void
  /** Resolves when this many have been taken. */
  has(count: number): Promise<void>
  close(): void
}

/** Stands for the function runner: takes events and remembers them. */
export async function startEventTaker(): Promise<EventTaker> {
  const taken: ObjectCreated[] = []
  const waiting = new Set<() => void>()
  let status = 202
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString()
    response.writeHead(request.url === '/events' && request.method === 'POST' ? status : 404).end()
    if (status === 202) taken.push(ObjectCreated.parse(JSON.parse(text)))
    for (const look of waiting) look()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    endpoint: { kind: 'port', host: '127.0.0.1', port },
    taken,
    answer: (next) => {
      status = next
    },
    has: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (taken.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
