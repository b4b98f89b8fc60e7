import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { deleteExpired } from './cleaning.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

const anHourMs = 3_600_000
const past = new Date(Date.now() - anHourMs)
const future = new Date(Date.now() + anHourMs)
const twoDaysAgo = new Date(Date.now() - 48 * anHourMs)

test('what has expired is deleted and what has not is kept, also when two replicas clean at once', async () => {
  const { db, newId } = api.replica.ctx
  const [alive, dead] = [await api.member(), await api.member()]
  await db.updateTable('session').set({ expires_at: past }).where('id', '=', dead.sessionId).execute()
  const created = { created_at: past, updated_at: past }
  const invitation = { created_by: alive.id, uses_left: 1 }
  const idempotency = { member_id: alive.id, request_hash: 'hash', response: null }
  await db
    .insertInto('verification')
    .values([
      { id: newId(), identifier: 'kept', value: '', expires_at: future, ...created },
      { id: newId(), identifier: 'deleted', value: '', expires_at: past, ...created },
    ])
    .execute()
  await db
    .insertInto('auth_rate_limit')
    .values([
      { key: 'kept', empty_at: future },
      { key: 'deleted', empty_at: past },
    ])
    .execute()
  await db
    .insertInto('invitation')
    .values([
      { id: newId(), token_hash: 'kept', expires_at: future, ...invitation },
      { id: newId(), token_hash: 'deleted', expires_at: past, ...invitation },
    ])
    .execute()
  await db
    .insertInto('idempotency_key')
    .values([
      { key: 'kept', ...idempotency, created_at: past },
      { key: 'deleted', ...idempotency, created_at: twoDaysAgo },
    ])
    .execute()
  const overAMonthAgo = new Date(Date.now() - 31 * 24 * anHourMs)
  const event = { type: 'webhook.test', subject_id: alive.id, payload: '{}' } as const
  await db
    .insertInto('webhook_event')
    .values([
      { id: newId(), ...event, payload: 'kept', created_at: twoDaysAgo },
      { id: newId(), ...event, payload: 'deleted', created_at: overAMonthAgo },
    ])
    .execute()
  const other = await api.startReplica()
  await Promise.all([deleteExpired(db), deleteExpired(other.replica.ctx.db)])
  const sessions = await db.selectFrom('session').select('id').execute()
  assert.deepEqual(sessions, [{ id: alive.sessionId }])
  assert.deepEqual(await db.selectFrom('verification').select('identifier as it').execute(), [{ it: 'kept' }])
  assert.deepEqual(await db.selectFrom('auth_rate_limit').select('key as it').execute(), [{ it: 'kept' }])
  assert.deepEqual(await db.selectFrom('invitation').select('token_hash as it').execute(), [{ it: 'kept' }])
  assert.deepEqual(await db.selectFrom('webhook_event').select('payload as it').execute(), [{ it: 'kept' }])
  assert.deepEqual(await db.selectFrom('idempotency_key').select('key as it').execute(), [{ it: 'kept' }])
})
