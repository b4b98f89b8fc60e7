import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import type { Member } from '../testing/test-members.ts'
import { replayedHeader } from './idempotency.ts'

let api: TestApi

before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

function publish(member: Member, key: string, body: unknown) {
  return api.request('POST /posts', { token: member.token, headers: { 'idempotency-key': key }, body })
}

async function postsOf(member: Member): Promise<number> {
  const { rows } = await api.replica.database.pool.query('select id from post where author_id = $1', [member.id])
  return rows.length
}

test('twenty twins at once, through two replicas, make one post and get twenty equal answers', async () => {
  const member = await api.member()
  const other = await api.startReplica()
  const call = { token: member.token, headers: { 'idempotency-key': 'twins' }, body: { text: 'Once' } }
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => (n % 2 ? api : other).request('POST /posts', call)),
  )
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
  for (const { body } of answers) assert.deepEqual(body, answers[0]?.body)
  assert.equal(answers.filter(({ headers }) => headers.get(replayedHeader) === 'true').length, 19)
  assert.equal(await postsOf(member), 1)
})

test('a key that was used for another request is refused', async () => {
  const member = await api.member()
  assert.equal((await publish(member, 'k-1', { text: 'One' })).status, 201)
  const answer = await publish(member, 'k-1', { text: 'Two' })
  assert.equal(answer.status, 422)
  assert.equal(answer.body.code, 'idempotency_key_reused')
  assert.equal(await postsOf(member), 1)
})

test('a key belongs to the member who sent it', async () => {
  const [one, two] = [await api.member(), await api.member()]
  const [first, second] = [await publish(one, 'same', { text: 'Hi' }), await publish(two, 'same', { text: 'Hi' })]
  assert.equal(second.status, 201)
  assert.notEqual(first.body.id, second.body.id)
})

test('what was refused is not remembered: the key may be used again', async () => {
  const member = await api.member()
  const gone = '01890a5d-ac96-774b-bcce-b302099a8057'
  assert.equal((await publish(member, 'again', { text: 'Hi', replyToId: gone })).status, 422)
  const answer = await publish(member, 'again', { text: 'Hi' })
  assert.equal(answer.status, 201)
  assert.equal(answer.headers.get(replayedHeader), null)
})

test('a key must be 1 to 200 visible ASCII characters', async () => {
  const member = await api.member()
  assert.equal((await publish(member, '!'.repeat(200), { text: 'Hi' })).status, 201)
  for (const key of ['', ' ', 'two words', 'x'.repeat(201), 'schl\u00fcssel']) {
    const answer = await publish(member, key, { text: 'Hi' })
    assert.equal(answer.status, 422, JSON.stringify(key))
    assert.deepEqual([answer.body.faults[0].in, answer.body.faults[0].pointer], ['headers', '/idempotency-key'])
  }
})
