import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'
import { StatementNames } from './prepared-statements.ts'

/** One for each core of a small machine: PostgreSQL works on as many questions at once. */
const maxConnections = 2

/**
 * A few connections on which many short reads are under way at once, as Kysely sees a pool. What is asked in one turn of
 * the event loop goes to one connection, leaves in one write and wakes one PostgreSQL process, which costs more than
 * running a short query; the next turn takes the next connection. Answers come in the order of the questions, so nothing
 * slow belongs here, and no transaction.
 */
export function pipelined(config: pg.ClientConfig, onError: (error: Error) => void): PostgresPool {
  const connections = Array.from({ length: maxConnections }, () => new Connection(config, onError))
  let turn = 0
  let turning = false
  return {
    options: {},
    async connect() {
      if (!turning) {
        turning = true
        turn = (turn + 1) % connections.length
        setImmediate(() => {
          turning = false
        })
      }
      const connection = connections[turn]
      if (connection === undefined) throw new Error('There is no such connection')
      return await connection.client()
    },
    async end() {
      await Promise.all(connections.map((connection) => connection.end()))
    },
  }
}

/** Opened when it is first needed, and again when it broke. */
class Connection {
  readonly #config: pg.ClientConfig
  readonly #onError: (error: Error) => void
  readonly #names = new StatementNames()
  #open: Promise<PipelinedClient> | undefined

  constructor(config: pg.ClientConfig, onError: (error: Error) => void) {
    this.#config = config
    this.#onError = onError
  }

  client(): Promise<PipelinedClient> {
    this.#open ??= this.#connect().catch((error: unknown) => {
      this.#open = undefined
      throw error
    })
    return this.#open
  }

  async end(): Promise<void> {
    const client = await this.#open?.catch(() => undefined)
    await client?.end()
  }

  async #connect(): Promise<PipelinedClient> {
    const client = new pg.Client({ ...this.#config, pipeline: true })
    client.on('error', (error) => {
      this.#open = undefined
      this.#onError(error)
    })
    await client.connect()
    return new PipelinedClient(client, this.#names)
  }
}

class PipelinedClient implements PostgresPoolClient {
  readonly #client: pg.Client
  readonly #names: StatementNames
  #corked = false

  constructor(client: pg.Client, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  query<R>(sql: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query(text: unknown, parameters: ReadonlyArray<unknown> = []): unknown {
    if (typeof text !== 'string' || !/^\s*(?:select|with)\b/i.test(text)) {
      throw new Error('Only reads share a connection: a transaction needs one of its own')
    }
    this.#cork()
    return this.#client.query(this.#names.prepared(text, parameters))
  }

  /** It stays open for the others. */
  release(): void {}

  async end(): Promise<void> {
    await this.#client.end()
  }

  /** Holds what is written until the end of this turn of the event loop. */
  #cork(): void {
    if (this.#corked) return
    const { stream } = this.#client.connection
    this.#corked = true
    stream.cork()
    setImmediate(() => {
      this.#corked = false
      stream.uncork()
    })
  }
}
