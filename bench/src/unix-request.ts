import { request } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

/** One request over a Unix socket, on a connection of its own. */
export function sendOnce(socketPath: string, sent: Sent): Promise<{ status: number; body: string }> {
  const { method, path, headers = {}, body } = sent
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath, method, path, headers: { ...headers, ...length }, agent: false, timeout: 10_000 },
      (response) => {
        text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject)
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path} was not answered in time`)))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
