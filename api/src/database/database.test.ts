import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { startTestPostgres, type TestPostgres } from '@porchlight/runtime/testing/postgres'
import { sql } from 'kysely'
import { type Database, openDatabase } from './database.ts'

let postgres: TestPostgres
let database: Database

before(async () => {
  postgres = await startTestPostgres()
  database = openDatabase(postgres.databaseUrl, () => {})
})
after(async () => {
  await database.close()
  await postgres.stop()
})

test('a connection that breaks between two statements fails its transaction, and nothing else', async () => {
  const transaction = database.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid where ${true}`.execute(tx)
    const removed = once(database.pool, 'remove')
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db)
    await sql`select pg_sleep(${0.1}::float8)`.execute(database.db)
    await sql`select ${1}::int`.execute(tx)
    await removed
  })
  await assert.rejects(transaction)
  const { rows } = await sql<{ answer: number }>`select ${42}::int as answer`.execute(database.db)
  assert.equal(rows[0]?.answer, 42)
})
