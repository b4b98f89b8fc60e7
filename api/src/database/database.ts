import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { pipelined } from './pipelined-connection.ts'
import { preparing } from './prepared-statements.ts'
import type { Schema } from './schema.ts'

/** A connection pool or a transaction: queries take either. */
export type Db = Kysely<Schema>

/** Twice the cores of a small machine keep PostgreSQL busy; more only adds memory (about 2 MB each). */
const maxConnections = 10

export interface Database {
  readonly db: Db
  /** For short reads that come with every request; transactions and whatever may take long have `db`. */
  readonly reads: Db
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** @param onIdleError is told when an idle connection breaks; the pool replaces it by itself. */
export function openDatabase(databaseUrl: string, onIdleError: (error: Error) => void): Database {
  const config = {
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    application_name: 'porchlight-api',
  }
  const pool = new pg.Pool({
    ...config,
    max: maxConnections,
    idleTimeoutMillis: 60_000,
    idle_in_transaction_session_timeout: 15_000,
  })
  pool.on('error', onIdleError)
  // The pool listens to idle connections only. One that breaks between two statements of a transaction would end the
  // process; with a listener the next statement fails and says so.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })
  const reads = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pipelined(config, onIdleError) }) })
  const close = async () => {
    await Promise.all([db.destroy(), reads.destroy()])
  }
  return { db, reads, pool, close }
}
