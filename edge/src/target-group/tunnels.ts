import type { IncomingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Exchange } from '../exchange.ts'
import { tunnelIdleTimeoutMs } from '../protocol/limits.ts'
import { clientHeaders } from '../protocol/response-headers.ts'

interface Tunnel {
  readonly exchange: Exchange
  /** The target's answer of 101. */
  readonly headers: IncomingHttpHeaders
  readonly target: Duplex
  readonly closed: () => void
}

/** Connections that have left HTTP. The server no longer counts them, so they are kept and closed here. */
export class Tunnels {
  readonly #open = new Set<() => void>()
  #accepting = true

  get accepting(): boolean {
    return this.#accepting
  }

  open({ exchange, headers, target, closed }: Tunnel): void {
    const client = exchange.upgrade?.socket
    if (client === undefined || client.destroyed || !this.#accepting) {
      target.destroy()
      client?.destroy()
      closed()
      return
    }
    exchange.tunnelled = true
    if (client instanceof Socket) exchange.response.detachSocket(client)
    client.write(switchingProtocols(headers))
    if (exchange.upgrade !== undefined && exchange.upgrade.head.length > 0) target.write(exchange.upgrade.head)
    const end = joinSockets(client, target, (bytes) => {
      this.#open.delete(end)
      exchange.bytesSent = bytes
      closed()
      exchange.response.emit('close')
    })
    this.#open.add(end)
  }

  /** Clients of a socket expect to reconnect: an ALB, too, simply closes them. */
  close(): void {
    this.#accepting = false
    for (const end of this.#open) end()
  }
}

/** Returns what closes both; `closed` is told, once, how many bytes went to the client. */
function joinSockets(client: Duplex, target: Duplex, closed: (bytesSent: number) => void): () => void {
  let open = true
  let bytesSent = 0
  const end = (): void => {
    if (!open) return
    open = false
    client.destroy()
    target.destroy()
    closed(bytesSent)
  }
  target.on('data', (chunk: Buffer) => {
    bytesSent += chunk.length
  })
  for (const socket of [client, target]) {
    if (socket instanceof Socket) socket.setTimeout(tunnelIdleTimeoutMs).on('timeout', end)
    socket.on('error', end).on('close', end)
  }
  client.pipe(target)
  target.pipe(client)
  return end
}

function switchingProtocols(headers: IncomingHttpHeaders): string {
  const pairs = clientHeaders(headers)
  let head = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
  for (let index = 0; index < pairs.length; index += 2) head += `${pairs[index]}: ${pairs[index + 1]}\r\n`
  return `${head}\r\n`
}
