import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DeadLetter, FunctionsStatus } from '@porchlight/contract/functions-control'
import { FakeControl } from '../testing/fake-control.ts'
import { assertProblem } from '../testing/problem-assertions.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'

let runner: FakeControl
let api: TestApi
let administrator: Member
before(async () => {
  runner = await FakeControl.start()
  api = await startTestApi({ settings: { functionsControl: runner.endpoint } })
  administrator = await api.administrator()
})
after(async () => {
  await api.stop()
  await runner.stop()
})

const ask = (endpoint: string, sent: object = {}) => api.request(endpoint, { token: administrator.token, ...sent })

const status: FunctionsStatus = {
  startedAt: '2026-11-24T20:00:00.000Z',
  functions: [
    {
      name: 'process-image',
      waiting: 3,
      delayed: 1,
      inFlight: 2,
      oldestSeconds: 4.5,
      deadLetters: 1,
      attempts: { succeeded: 40, failed: 2, timedOut: 0, outOfMemory: 1, crashed: 0 },
      processes: [{ pid: 4_711, busy: true, residentBytes: 90_000_000 }],
    },
  ],
}
const letter: DeadLetter = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  function: 'process-image',
  subject: 'uploads/public/01890a5d-ac96-774b-bcce-b302099a8057',
  attempts: 3,
  sentAt: '2026-11-24T20:00:00.000Z',
  deadAt: '2026-11-24T20:10:00.000Z',
  lastError: 'The process ended without an answer',
}

test('an administrator reads what the functions do, and what they gave up on', async () => {
  runner.answer = { status: 200, body: status }
  assert.deepEqual((await ask('GET /admin/functions')).body, status)
  assert.deepEqual(runner.asked.at(-1), { method: 'GET', path: '/status', body: undefined })
  runner.answer = { status: 200, body: { items: [letter], nextCursor: null } }
  const answer = await ask('GET /admin/functions/dead-letters', { query: { function: 'process-image', limit: 5 } })
  assert.deepEqual([answer.status, answer.body], [200, { items: [letter], nextCursor: null }])
  assert.equal(runner.asked.at(-1)?.path, '/dead-letters?limit=5&function=process-image')
})

test('some, or all of one function, are given to it again', async () => {
  runner.answer = { status: 200, body: { count: 1 } }
  for (const body of [{ ids: [letter.id] }, { function: 'process-image' }]) {
    const answer = await ask('POST /admin/functions/redrive', { body })
    assert.deepEqual([answer.status, answer.body], [200, { count: 1 }])
    assert.deepEqual(runner.asked.at(-1), { method: 'POST', path: '/dead-letters/redrive', body })
  }
})

test('neither and both are refused before the runner is asked', async () => {
  const before = runner.asked.length
  for (const body of [{}, { ids: [letter.id], function: 'process-image' }])
    assertProblem(await ask('POST /admin/functions/redrive', { body }), 'invalid_input', JSON.stringify(body))
  assert.equal(runner.asked.length, before)
})

test('a cursor that the runner refuses is the fault of whoever sent it', async () => {
  const fault = { in: 'query', pointer: '/cursor', message: 'is not a cursor that this list gave' }
  runner.answer = { status: 422, body: { code: 'invalid_input', faults: [fault] } }
  const answer = await ask('GET /admin/functions/dead-letters', { query: { cursor: 'nonsense' } })
  assertProblem(answer, 'invalid_input', 'a strange cursor')
  assert.deepEqual(answer.body.faults, [fault])
})

test('a runner that fails, or is not there, is unavailable', async () => {
  runner.answer = { status: 500, body: { code: 'internal', faults: [] } }
  assertProblem(await ask('GET /admin/functions'), 'functions_unavailable', 'a runner that fails')
  const alone = await api.startReplica({ functionsControl: undefined })
  const refused = await alone.request('GET /admin/functions', { token: administrator.token })
  assertProblem(refused, 'functions_unavailable', 'no runner')
})

test('only administrators ask', async () => {
  const { token } = await api.member()
  const answer = await api.request('POST /admin/functions/redrive', { token, body: { function: 'notify' } })
  assertProblem(answer, 'administrators_only', 'a member')
})
