import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** Queries are built from code, so their texts are few; past this many, something builds them from data. */
const maxStatements = 500

/**
 * The pool as Kysely sees it, with each distinct query prepared once a connection: PostgreSQL then parses and plans it
 * once, which costs more than running most of them.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const names = new StatementNames()
  const clients = new WeakMap<pg.PoolClient, PreparingClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client) ?? new PreparingClient(client, names)
      clients.set(client, known)
      return known
    },
  }
}

/** The names by which connections know the queries that they have prepared. */
export class StatementNames {
  readonly #names = new Map<string, string>()

  prepared(text: string, parameters: ReadonlyArray<unknown>): pg.QueryConfig {
    const name = this.#nameOf(text)
    return name === undefined ? { text, values: [...parameters] } : { name, text, values: [...parameters] }
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= maxStatements) return known
    const name = `q${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #names: StatementNames

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  query<R>(sql: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query(text: unknown, parameters: ReadonlyArray<unknown> = []): unknown {
    if (typeof text !== 'string') throw new Error('Cursors are not used here: lists are read by keyset')
    if (parameters.length === 0) return this.#client.query(text)
    return this.#client.query(this.#names.prepared(text, parameters))
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy)
  }
}
