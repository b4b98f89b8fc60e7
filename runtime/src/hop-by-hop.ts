import type { IncomingHttpHeaders } from 'node:http'

/** Meant for one connection only (RFC 9110, 7.6.1): whoever forwards reads these and passes none of them on. */
export const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The headers of an answer that its reader receives: name, value, name, value, as `writeHead` takes them. */
export function passedOn(headers: IncomingHttpHeaders): string[] {
  const pairs: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || hopByHop.has(name)) continue
    if (typeof value === 'string') pairs.push(name, value)
    else for (const each of value) pairs.push(name, each)
  }
  return pairs
}
