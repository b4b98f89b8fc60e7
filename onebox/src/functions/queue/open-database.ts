import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { createSchema } from './schema.ts'

/** Held by the one runner that works on a database, for as long as it lives. */
const runnerLock = 7_204_312
const retryMs = 100

export interface FunctionsDatabase {
  readonly pool: pg.Pool
  /** Rejects when the lock is lost with its connection: another runner may be at work from then on. */
  readonly lost: Promise<never>
  close(): Promise<void>
}

/** Waits for the database, and for an earlier runner to be gone. */
export async function openFunctionsDatabase(databaseUrl: string, signal: AbortSignal): Promise<FunctionsDatabase> {
  const lost = Promise.withResolvers<never>()
  // Whoever waits for it learns of it; until then it is nobody's failure.
  lost.promise.catch(() => undefined)
  const owner = await retried(signal, () => own(databaseUrl, lost.reject))
  await createSchema(owner)
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    application_name: 'porchlight-functions',
  })
  // A connection that breaks is replaced; the statement under way on it says so itself.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const close = async () => {
    await pool.end()
    await owner.end()
  }
  return { pool, lost: lost.promise, close }
}

async function own(databaseUrl: string, onLost: (error: Error) => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'porchlight-functions-owner' })
  client.on('error', onLost)
  await client.connect()
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [runnerLock])
  if (rows[0]?.held) return client
  await client.end()
  throw new Error('Another function runner works on this database.')
}

/** A database that restarts refuses connections for a moment, and a killed runner's lock is freed a moment later. */
async function retried<Result>(signal: AbortSignal, attempt: () => Promise<Result>): Promise<Result> {
  while (true) {
    try {
      return await attempt()
    } catch (error) {
      if (signal.aborted) throw error
      await delay(retryMs)
    }
  }
}
