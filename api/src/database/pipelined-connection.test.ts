import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestPostgres, type TestPostgres } from '@porchlight/runtime/testing/postgres'
import { sql } from 'kysely'
import { type Database, openDatabase } from './database.ts'

let postgres: TestPostgres
let database: Database
const broken: string[] = []

before(async () => {
  postgres = await startTestPostgres()
  database = openDatabase(postgres.databaseUrl, (error) => broken.push(error.message))
})
after(async () => {
  await database.close()
  await postgres.stop()
})

async function ask(answer: number): Promise<number | undefined> {
  const { rows } = await sql<{ answer: number }>`select ${answer}::int as answer`.execute(database.reads)
  return rows[0]?.answer
}

test('each of many questions at once gets its own answer', async () => {
  const questions = Array.from({ length: 200 }, (_, index) => index)
  assert.deepEqual(await Promise.all(questions.map(ask)), questions)
})

test('a question that fails leaves the others their answers', async () => {
  const wrong = assert.rejects(sql`select 1 / ${0}::int`.execute(database.reads), { code: '22012' })
  assert.deepEqual(await Promise.all([ask(1), ask(2), ask(3)]), [1, 2, 3])
  await wrong
})

test('what changes something is refused: it belongs on a connection of its own', async () => {
  await assert.rejects(sql`create table t (id int)`.execute(database.reads), /Only reads share a connection/)
  await assert.rejects(
    database.reads.transaction().execute(async () => {}),
    /Only reads share a connection/,
  )
})

test('after the connections were cut, the next questions are answered', async () => {
  await Promise.all([ask(1), ask(2)])
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`.execute(
    database.db,
  )
  const answers: (number | undefined)[] = []
  for (let tries = 0; answers.length < 4 && tries < 200; tries += 1) {
    const answer = await ask(tries).catch(() => undefined)
    if (answer === tries) answers.push(answer)
  }
  assert.equal(answers.length, 4)
  assert.ok(broken.length > 0)
})
