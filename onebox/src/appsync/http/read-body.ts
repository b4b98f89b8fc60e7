import type { IncomingMessage } from 'node:http'

/** Undefined where it is longer. Rejects when the client leaves before its end. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(undefined)
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= maxBytes) return chunks.push(chunk)
      request.pause()
      return resolve(undefined)
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString()))
    // After its end this changes nothing any more.
    request.on('close', () => reject(new Error('The client left before the end of its request')))
  })
}
