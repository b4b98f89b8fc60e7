import { after, before } from 'node:test'
import { type Dynamo, openDynamo } from './dynamo.ts'
import { createItemTables, PostgresRows } from './store/postgres-rows.ts'
import { dynamoContract } from './testing/contract-suite.ts'
import { startPool } from './testing/postgres.ts'
import { testTables } from './testing/tables.ts'

let dynamo: Dynamo
let stop: () => Promise<void>

before(async () => {
  const started = await startPool()
  stop = started.stop
  await createItemTables(started.pool)
  dynamo = openDynamo(testTables, new PostgresRows(started.pool, testTables))
})
after(() => stop())

dynamoContract('on PostgreSQL', () => dynamo)
