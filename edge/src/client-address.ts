import { type BlockList, isIP, isIPv6, type Socket } from 'node:net'

/**
 * The nearest address that is not a trusted proxy, read from the right of `X-Forwarded-For` as each proxy appended to
 * it. An entry that is no address ends the walk: what stands left of it was written by who knows whom.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: BlockList): string {
  let address = peer
  if (forwardedFor === undefined) return address
  const hops = forwardedFor.split(',')
  for (let index = hops.length - 1; index >= 0; index -= 1) {
    const hop = addressOf(hops[index] ?? '')
    if (hop === undefined) return address
    address = hop
    if (!isTrusted(hop, trusted)) return address
  }
  return address
}

export interface Peer {
  readonly address: string
  readonly trusted: boolean
}

/** A caller on a Unix socket of ours, which has no address and which only our own user can open. */
export const ownPeer: Peer = { address: '127.0.0.1', trusted: true }

const peers = new WeakMap<Socket, Peer>()

/** Judged once a connection; `undefined` when the connection is already gone. */
export function networkPeer(socket: Socket, trusted: BlockList): Peer | undefined {
  const known = peers.get(socket)
  if (known !== undefined) return known
  const { remoteAddress } = socket
  if (remoteAddress === undefined) return undefined
  const address = unmapped(remoteAddress)
  const peer = { address, trusted: isTrusted(address, trusted) }
  peers.set(socket, peer)
  return peer
}

function isTrusted(address: string, trusted: BlockList): boolean {
  return trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Some proxies append the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function addressOf(hop: string): string | undefined {
  const text = hop.trim()
  const bare = /^\[(?<v6>[0-9a-fA-F:.]+)\](?::\d+)?$/.exec(text)?.groups?.v6 ?? text.replace(/^([\d.]+):\d+$/, '$1')
  return isIP(bare) === 0 ? undefined : unmapped(bare)
}

/** A dual-stack socket reports IPv4 peers as `::ffff:192.0.2.1`. */
function unmapped(address: string): string {
  const mapped = address.length > 7 && address.startsWith('::') ? /^::ffff:([\d.]+)$/i.exec(address)?.[1] : undefined
  return mapped ?? address
}
