import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@porchlight/runtime/logger'
import pg from 'pg'
import { type Dynamo, openDynamo } from '../dynamodb/dynamo.ts'
import { createItemTables, PostgresRows } from '../dynamodb/store/postgres-rows.ts'
import { systemTables } from './tables.ts'

const retryMs = 100
const sweepIntervalMs = 60_000
/** Items of one statement, so that none takes long. */
const sweepItems = 500

export interface OpenTables {
  readonly dynamo: Dynamo
  close(): Promise<void>
}

/** Waits for the database, makes what is not there yet, and deletes from then on what has had its time. */
export async function openTables(databaseUrl: string, logger: Logger, signal: AbortSignal): Promise<OpenTables> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 8,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    application_name: 'porchlight-messaging',
  })
  // A connection that breaks is replaced; the statement under way on it says so itself.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  await untilCreated(pool, signal)
  const rows = new PostgresRows(pool, systemTables)
  const sweep = () => {
    expire(rows).catch((error: unknown) => logger.warn({ err: error }, 'items past their time could not be deleted'))
  }
  const timer = setInterval(sweep, sweepIntervalMs).unref()
  return {
    dynamo: openDynamo(systemTables, rows),
    async close() {
      clearInterval(timer)
      await pool.end()
    },
  }
}

/** A database that restarts refuses connections for a moment. */
async function untilCreated(pool: pg.Pool, signal: AbortSignal): Promise<void> {
  while (true) {
    try {
      return await createItemTables(pool)
    } catch (error) {
      if (signal.aborted) throw error
      await delay(retryMs)
    }
  }
}

async function expire(rows: PostgresRows): Promise<void> {
  for (const { name } of systemTables) {
    while ((await rows.deleteExpired(name, sweepItems)) === sweepItems);
  }
}
