import type { Logger } from '@porchlight/runtime/logger'
import type { BusDriver } from 'bentocache/types'
import pg from 'pg'
import { z } from 'zod'

type Serializable = Parameters<BusDriver['publish']>[1]
type Handler = (message: Serializable) => unknown

const Envelope = z.object({ from: z.string(), message: z.json() })

/** PostgreSQL refuses a longer payload. */
const maxPayloadBytes = 7_999
const firstRetryMs = 100
const maxRetryMs = 5_000

export interface PostgresBusOptions {
  readonly databaseUrl: string
  /** Publishes on a connection that is there anyway. */
  readonly publish: (channel: string, payload: string) => Promise<unknown>
  readonly logger: Logger
  /** What subscribers hear whenever messages may have been lost: at the start, and after each break. */
  readonly afterGap: Serializable
}

/**
 * What replicas tell one another, by LISTEN and NOTIFY: the database is there wherever they are, so two replicas on one
 * machine need nothing more. Listens on a connection of its own and comes back by itself when that breaks.
 */
export class PostgresBus implements BusDriver {
  readonly #options: PostgresBusOptions
  readonly #handlers = new Map<string, Handler>()
  #id = ''
  #client: pg.Client | undefined
  #retryMs = firstRetryMs
  #retry: NodeJS.Timeout | undefined
  #closed = false
  #listening = false
  #onReconnect: () => void = () => {}

  constructor(options: PostgresBusOptions) {
    this.#options = options
  }

  /** Whether messages of others arrive. */
  get listening(): boolean {
    return this.#listening
  }

  setId(id: string): this {
    this.#id = id
    return this
  }

  onReconnect(callback: () => void): void {
    this.#onReconnect = callback
  }

  async publish(channel: string, message: Serializable): Promise<void> {
    const payload = JSON.stringify({ from: this.#id, message })
    if (Buffer.byteLength(payload) > maxPayloadBytes) throw new RangeError('The message is too long for NOTIFY')
    await this.#options.publish(channel, payload)
  }

  async subscribe<Message extends Serializable>(
    channel: string,
    handler: (message: Message) => unknown,
  ): Promise<void> {
    this.#handlers.set(channel, (message) => handler(message as Message))
    await this.#connect()
  }

  async unsubscribe(channel: string): Promise<void> {
    this.#handlers.delete(channel)
  }

  async disconnect(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    await this.#client?.end()
  }

  /** Each attempt has a client of its own; whatever ends it is followed by the next. */
  async #connect(): Promise<void> {
    const { databaseUrl, afterGap, logger } = this.#options
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'porchlight-api-listen',
    })
    this.#client = client
    client.on('error', () => {})
    client.on('notification', ({ channel, payload }) => this.#receive(channel, payload))
    client.once('end', () => this.#lost())
    try {
      await client.connect()
      for (const channel of this.#handlers.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`)
      this.#retryMs = firstRetryMs
      for (const handler of this.#handlers.values()) handler(afterGap)
      this.#listening = true
      this.#onReconnect()
    } catch (error) {
      logger.warn({ err: error }, 'the cache does not hear other replicas')
      client.end().catch(() => {})
    }
  }

  #lost(): void {
    this.#listening = false
    if (this.#closed) return
    this.#retry = setTimeout(() => void this.#connect(), this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, maxRetryMs)
  }

  #receive(channel: string, payload: string | undefined): void {
    const { from, message } = Envelope.parse(JSON.parse(payload ?? ''))
    if (from !== this.#id) this.#handlers.get(channel)?.(message)
  }
}
