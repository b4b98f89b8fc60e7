import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { type TlsOptions, Server as TlsServer } from 'node:tls'
import { tlsHandshakeTimeoutMs } from '../protocol/limits.ts'
import type { Http2Listener } from './http2.ts'

/** `ELBSecurityPolicy-TLS13-1-2-2021-06`: TLS 1.3, and TLS 1.2 with forward secrecy. */
const policy: TlsOptions = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES128-SHA256',
    'ECDHE-RSA-AES128-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-AES256-SHA384',
    'ECDHE-RSA-AES256-SHA384',
  ].join(':'),
  ALPNProtocols: ['h2', 'http/1.1'],
  handshakeTimeout: tlsHandshakeTimeoutMs,
}

export interface KeyPair {
  /** PEM: the certificate, and the chain to its issuer. */
  readonly cert: Buffer
  readonly key: Buffer
}

/**
 * TLS in front of HTTP/1.1 and HTTP/2: the client says by ALPN which of them it speaks. It needs a key pair before it
 * listens.
 */
export class SecureServer extends TlsServer {
  readonly #http1: Server
  readonly #http2: Http2Listener
  readonly #connections = new Set<Socket>()

  constructor({ http1, http2 }: { http1: Server; http2: Http2Listener }) {
    super({ ...policy, noDelay: true })
    this.#http1 = http1
    this.#http2 = http2
    this.on('connection', (socket: Socket) => {
      this.#connections.add(socket)
      socket.once('close', () => this.#connections.delete(socket))
    })
    this.on('secureConnection', (socket) => {
      socket.on('error', () => socket.destroy())
      if (socket.alpnProtocol === 'h2') http2.accept(socket)
      else http1.emit('connection', socket)
    })
    // A server that others listen for keeps its time limits only once it believes that it listens.
    this.on('listening', () => http1.emit('listening'))
    // Scanners and plain HTTP: there is nobody to answer.
    this.on('tlsClientError', (_error, socket) => socket.destroy())
  }

  /** Connections from now on get this certificate; those that are there stay. */
  useKeyPair(keyPair: KeyPair): void {
    this.setSecureContext({ ...policy, ...keyPair })
  }

  closeIdleConnections(): void {
    this.#http1.closeIdleConnections()
    this.#http2.close()
  }

  closeAllConnections(): void {
    for (const socket of this.#connections) socket.destroy()
  }
}
