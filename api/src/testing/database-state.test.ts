import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { databaseState } from './database-state.ts'
import { startTestApi, type TestApi } from './test-api.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

test('a changed row changes the state of its table, and of no other', async () => {
  const { pool } = api.replica.database
  const before = await databaseState(pool)
  assert.deepEqual(await databaseState(pool), before)
  await pool.query("update community set tagline = 'Come in'")
  const { community: _, ...others } = await databaseState(pool)
  const { community, ...othersBefore } = before
  assert.deepEqual(others, othersBefore)
  assert.notEqual((await databaseState(pool)).community, community)
})
