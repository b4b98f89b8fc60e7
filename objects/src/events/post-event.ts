import { Agent, request } from 'node:http'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import type { ObjectCreated } from './object-created.ts'

const timeoutMs = 10_000

/** The taker looked at the event and will not have it: trying again soon would not help. */
export class EventRefused extends Error {
  override readonly name = 'EventRefused'
}

export type PostEvent = (event: ObjectCreated) => Promise<void>

/** Gives an event to the function runner; resolves when it has it durably. */
export function eventPoster(endpoint: Endpoint): PostEvent {
  const agent = new Agent({ keepAlive: true })
  const target =
    endpoint.kind === 'socket' ? { socketPath: endpoint.path } : { host: endpoint.host, port: endpoint.port }
  return (event) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(event)
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const options = { ...target, agent, method: 'POST', path: '/events', headers, timeout: timeoutMs }
      const outgoing = request(options, (response) => {
        response.resume().once('end', () => settle(response.statusCode ?? 0))
      })
      const settle = (status: number): void => {
        const Fault = status >= 400 && status < 500 ? EventRefused : Error
        if (status >= 200 && status < 300) resolve()
        else reject(new Fault(`The function runner answered ${status}`))
      }
      outgoing.once('timeout', () => outgoing.destroy(new Error(`No answer within ${timeoutMs} ms`)))
      outgoing.once('error', reject).end(body)
    })
}
