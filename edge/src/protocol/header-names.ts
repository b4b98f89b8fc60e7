import { hopByHop } from '@porchlight/runtime/hop-by-hop'

/** What becomes of a header, as far as its name decides. */
export interface HeaderName {
  /** In lower case. */
  readonly name: string
  /** `read`: its value decides too. `proxy`: only proxies write it. `drop`: no target receives it. */
  readonly fate: 'pass' | 'read' | 'proxy' | 'drop'
}

/** What an ALB keeps with `drop_invalid_header_fields`: `X_Real_IP` and `X-Real-IP` are one name to some servers. */
const validName = /^[-a-z0-9]+$/

const valueDecides = new Set([
  ':authority',
  'host',
  'cookie',
  'authorization',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'connection',
])

const maxKnownNames = 512
const maxKnownLength = 64
/** Clients send the same few names over and over; a flood of others costs what judging each costs. */
const known = new Map<string, HeaderName>()

export function readHeaderName(raw: string): HeaderName {
  const found = known.get(raw)
  if (found !== undefined) return found
  const name = raw.toLowerCase()
  const judged: HeaderName = { name, fate: fateOf(name) }
  if (raw.length > maxKnownLength) return judged
  if (known.size >= maxKnownNames) known.clear()
  known.set(raw, judged)
  return judged
}

function fateOf(name: string): HeaderName['fate'] {
  if (valueDecides.has(name)) return 'read'
  if (hopByHop.has(name) || !validName.test(name)) return 'drop'
  return speaksForProxies(name) ? 'proxy' : 'pass'
}

/** Names that targets believe, because only a load balancer writes them. */
function speaksForProxies(name: string): boolean {
  if (name === 'forwarded' || name === 'x-request-id' || name === 'x-real-ip') return true
  return name.startsWith('x-forwarded-') || name.startsWith('x-amzn-')
}
