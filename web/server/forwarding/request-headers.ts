import { hopByHop } from '@porchlight/runtime/hop-by-hop'

/** What the load balancer says of a request, and `api` believes. Under any other such name a client may have written it. */
const saidByLoadBalancer = new Set([
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-request-id',
  'x-amzn-trace-id',
])

export interface ForwardedHead {
  /** Names in lower case, each followed by its value, in the order they came. */
  readonly headers: string[]
  readonly hasBody: boolean
}

/** @param raw as Node gives it: name, value, name, value. */
export function forwardedHead(raw: readonly string[]): ForwardedHead {
  const dropped = namedInConnection(raw)
  const headers: string[] = []
  let hasBody = false
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const value = raw[index + 1] ?? ''
    if (name === 'transfer-encoding' || (name === 'content-length' && value !== '0')) hasBody = true
    if (hopByHop.has(name) || dropped.has(name) || mayBeForged(name)) continue
    headers.push(name, name === 'x-forwarded-for' ? nearest(value) : value)
  }
  return { headers, hasBody }
}

/** The one address that our own load balancer wrote: an ALB appends it to whatever the client sent. */
export function nearest(forwardedFor: string): string {
  return forwardedFor.slice(forwardedFor.lastIndexOf(',') + 1).trim()
}

function mayBeForged(name: string): boolean {
  if (saidByLoadBalancer.has(name)) return false
  return /^(?:x-forwarded-|x-amzn-)|^(?:forwarded|x-real-ip)$/.test(name)
}

/** A header that `Connection` names is for one hop too. */
function namedInConnection(raw: readonly string[]): ReadonlySet<string> {
  const named = new Set<string>()
  for (let index = 0; index < raw.length; index += 2) {
    if (raw[index]?.toLowerCase() !== 'connection') continue
    for (const option of (raw[index + 1] ?? '').split(',')) named.add(option.trim().toLowerCase())
  }
  return named
}
