import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { memberOf } from './fake-token.ts'

const keepAliveMs = 400
const connectionTimeoutMs = 1_500

interface Connection {
  readonly memberId: string
  /** The id of each subscription, by its field. */
  readonly started: Map<string, string>
}

/** The real-time half of the fake: AppSync's frames, as far as a client of ours can tell. */
export class FakeRealtime {
  readonly #server = new WebSocketServer({ noServer: true, handleProtocols: () => 'graphql-ws' })
  readonly #connections = new Map<WebSocket, Connection>()

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const memberId = memberOf(authorizationOf(request))
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#connect(webSocket, memberId))
  }

  kill(): void {
    for (const socket of this.#server.clients) socket.terminate()
  }

  /** To each whom it names, with what was selected and nothing else. */
  publish(data: Record<string, unknown>): void {
    for (const result of Object.values(data)) {
      const { recipientIds }: { recipientIds?: readonly string[] } = Object(result)
      const field = Object(result).number === undefined ? 'onSignal' : 'onEntry'
      if (recipientIds === undefined) continue
      const json = JSON.stringify({ data: { [field]: result } })
      for (const [socket, { memberId, started }] of this.#connections) {
        const id = recipientIds.includes(memberId) ? started.get(field) : undefined
        if (id !== undefined) socket.send(`{"id":"${id}","type":"data","payload":${json}}`)
      }
    }
  }

  #connect(socket: WebSocket, memberId: string | undefined): void {
    if (memberId === undefined) {
      const errors = [{ errorType: 'UnauthorizedException', errorCode: 401 }]
      socket.send(JSON.stringify({ type: 'connection_error', payload: { errors } }))
      socket.close()
      return
    }
    const connection = { memberId, started: new Map<string, string>() }
    this.#connections.set(socket, connection)
    const keepAlive = setInterval(() => socket.send('{"type":"ka"}'), keepAliveMs)
    socket.on('message', (text) => this.#receive(socket, connection, JSON.parse(String(text))))
    socket.on('close', () => {
      clearInterval(keepAlive)
      this.#connections.delete(socket)
    })
  }

  #receive(socket: WebSocket, { started }: Connection, frame: { type: string; id: string; payload: { data: string } }) {
    if (frame.type === 'connection_init') {
      socket.send(JSON.stringify({ type: 'connection_ack', payload: { connectionTimeoutMs } }))
      socket.send('{"type":"ka"}')
    }
    if (frame.type !== 'start') return
    const { query }: { query: string } = JSON.parse(frame.payload.data)
    started.set(query.includes('onEntry') ? 'onEntry' : 'onSignal', frame.id)
    socket.send(JSON.stringify({ type: 'start_ack', id: frame.id }))
  }
}

function authorizationOf({ headers }: IncomingMessage): string | undefined {
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim())
  const encoded = protocols.find((protocol) => protocol.startsWith('header-'))?.slice('header-'.length) ?? ''
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString()).Authorization
  } catch {
    return undefined
  }
}
