import type { BlockList, Server, Socket } from 'node:net'
import type { Logger } from '@porchlight/runtime/logger'
import { networkPeer } from '../client-address.ts'
import { parseAddress } from '../firewall/addresses/parse-address.ts'

export interface ConnectionCapOptions {
  /** In each process. */
  readonly maxPerAddress: number
  /** They speak for many clients, so they are not counted. */
  readonly trustedProxies: BlockList
  readonly logger: Logger
  /** Told to what is refused before it is closed; a listener that speaks TLS cannot, before a handshake. */
  readonly refusal: string | undefined
}

/** One line a minute for an address that keeps trying. */
const noticeIntervalMs = 60_000

/** Bounds what one client can hold open, and with it what slow connections cost. */
export function capConnections(server: Server, options: ConnectionCapOptions): void {
  const open = new Map<string, number>()
  const notices = new Notices(options.logger)
  server.on('connection', (socket) => {
    const peer = networkPeer(socket, options.trustedProxies)
    if (peer === undefined || peer.trusted) return
    const client = clientOf(peer.address)
    const count = open.get(client) ?? 0
    if (count >= options.maxPerAddress) {
      notices.refused(client)
      refuse(socket, options.refusal)
      return
    }
    open.set(client, count + 1)
    socket.once('close', () => {
      const left = (open.get(client) ?? 1) - 1
      if (left > 0) open.set(client, left)
      else open.delete(client)
    })
  })
}

/** A household or a server is given a /64 of IPv6 at least, so single addresses say nothing. */
export function clientOf(address: string): string {
  const parsed = parseAddress(address)
  return parsed?.version === 6 ? `${(parsed.value >> 64n).toString(16)}::/64` : address
}

function refuse(socket: Socket, refusal: string | undefined): void {
  socket.on('error', () => socket.destroy())
  if (refusal === undefined) socket.destroy()
  // Whoever does not read it is not waited for.
  else socket.end(refusal, () => socket.destroy())
}

class Notices {
  readonly #logger: Logger
  /** Refused since the last line, by client; emptied as a whole, so it stays small. */
  #refused = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(logger: Logger) {
    this.#logger = logger
  }

  refused(client: string): void {
    const before = this.#refused.get(client)
    this.#refused.set(client, (before ?? 0) + 1)
    if (before === undefined) this.#logger.warn({ client }, 'too many connections from one address')
    this.#timer ??= setTimeout(() => this.#sum(), noticeIntervalMs).unref()
  }

  #sum(): void {
    for (const [client, connections] of this.#refused) {
      if (connections > 1) this.#logger.warn({ client, connections }, 'connections refused in the last minute')
    }
    this.#refused = new Map()
    this.#timer = undefined
  }
}
