import type { IncomingHttpHeaders } from 'node:http'

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** A target's headers without those meant for its own connection: name, value, name, value, as `writeHead` takes them. */
export function clientHeaders(headers: IncomingHttpHeaders): string[] {
  const pairs: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || hopByHop.has(name)) continue
    if (typeof value === 'string') pairs.push(name, value)
    else for (const each of value) pairs.push(name, each)
  }
  return pairs
}
