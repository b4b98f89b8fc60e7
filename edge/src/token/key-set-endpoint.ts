import { accessToken, keySetLimits } from '@porchlight/system/token'
import type { TargetGroup } from '../target-group/target-group.ts'

const timeoutMs = 5_000

/**
 * Asks a replica of the issuer for its key set. On AWS the load balancer asks by the public address; here that would be
 * the edge asking itself, by way of a name that a machine need not resolve.
 *
 * @throws {Error} when no replica answers with 200 within 5 s, or with more than a load balancer reads.
 */
export async function fetchKeySet(group: TargetGroup, signal: AbortSignal): Promise<string> {
  const target = group.choose([])
  if (target === undefined) throw new Error(`No replica of ${group.service} is up`)
  const { statusCode, body } = await target.pool.request({
    path: accessToken.jwksPath,
    method: 'GET',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  })
  if (statusCode !== 200) {
    await body.dump()
    throw new Error(`${target.name} answered ${statusCode} when asked for its key set`)
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > keySetLimits.maxBytes) throw new Error(`The key set is larger than ${keySetLimits.maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
