import type { IncomingMessage } from 'node:http'
import { Refusal } from '../keeper/refusal.ts'

/** A change names a few hundred addresses at most. */
const maxBodyBytes = 256 * 1024

/** @throws {Refusal} `payload_too_large`, `malformed_body` */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > maxBodyBytes) throw new Refusal('payload_too_large')
    chunks.push(chunk)
  }
  if (bytes === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new Refusal('malformed_body')
  }
}
