import { text } from '../reading.ts'

/** Ports of one protocol; of `all`, every protocol and port. */
export interface Ports {
  readonly protocol: string
  readonly from: number
  readonly to: number
}

const everyPort = { from: 0, to: 65_535 } as const

/** Of a rule of a security group: `-1` is every protocol, and TCP or UDP without ports every port. */
export function portsOf(rule: unknown): Ports {
  const protocol = text(rule, 'IpProtocol')
  if (protocol === '-1') return { protocol: 'all', ...everyPort }
  const [from, to] = [Number(text(rule, 'FromPort')), Number(text(rule, 'ToPort'))]
  return Number.isNaN(from) || from === -1 ? { protocol, ...everyPort } : { protocol, from, to }
}

/** What both allow. */
export function common(one: Ports, other: Ports): Ports | undefined {
  const protocol = one.protocol === 'all' ? other.protocol : one.protocol
  if (other.protocol !== 'all' && other.protocol !== protocol) return undefined
  const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)]
  return from <= to ? { protocol, from, to } : undefined
}

export function writePorts({ protocol, from, to }: Ports): string {
  if (protocol === 'all') return 'everything'
  return from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`
}
