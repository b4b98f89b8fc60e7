import { type IncomingHttpHeaders, type IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { passedOn } from './hop-by-hop.ts'

/** AppSync's clients hang up after 300 s without a keep-alive, so a quieter tunnel has no one at its end. */
const idleTimeoutMs = 300_000

export interface Tunnel {
  readonly client: Duplex
  /** What the client sent after asking. */
  readonly head: Buffer
  /** What would have answered the client had the target refused. */
  readonly response: ServerResponse
  /** Of the target's answer of 101. */
  readonly headers: IncomingHttpHeaders
  readonly target: Duplex
  /** Called once, also for a tunnel that was not opened. */
  readonly closed: (bytesSent: number) => void
}

/** Connections that have left HTTP. The server no longer counts them, so they are kept and closed here. */
export class Tunnels {
  readonly #open = new Set<() => void>()
  #accepting = true

  get accepting(): boolean {
    return this.#accepting
  }

  /** Joins both ends; false, and nothing left open, where the client has gone or all are being closed. */
  open({ client, head, response, headers, target, closed }: Tunnel): boolean {
    if (client.destroyed || !this.#accepting) {
      target.destroy()
      client.destroy()
      closed(0)
      return false
    }
    if (client instanceof Socket) response.detachSocket(client)
    client.write(switchingProtocols(headers))
    if (head.length > 0) target.write(head)
    const end = joinSockets(client, target, (bytesSent) => {
      this.#open.delete(end)
      closed(bytesSent)
    })
    this.#open.add(end)
    return true
  }

  /** Clients of a socket expect to reconnect: an ALB, too, simply closes them. */
  close(): void {
    this.#accepting = false
    for (const end of this.#open) end()
  }
}

/** Whether a request asks to become a web socket. Any other protocol is not offered, and answered as if not asked for. */
export function asksForWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket'
}

/** An upgrade has no response of its own; with one, refusing it is like refusing any request. */
export function upgradeResponse(request: IncomingMessage, socket: Duplex): ServerResponse {
  const response = new ServerResponse(request)
  if (socket instanceof Socket) response.assignSocket(socket)
  socket.on('error', () => socket.destroy())
  response.shouldKeepAlive = false
  response.once('finish', () => socket.end())
  return response
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
    if (socket instanceof Socket) socket.setTimeout(idleTimeoutMs).on('timeout', end)
    socket.on('error', end).on('close', end)
  }
  client.pipe(target)
  target.pipe(client)
  return end
}

function switchingProtocols(headers: IncomingHttpHeaders): string {
  const pairs = passedOn(headers)
  let head = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
  for (let index = 0; index < pairs.length; index += 2) head += `${pairs[index]}: ${pairs[index + 1]}\r\n`
  return `${head}\r\n`
}
