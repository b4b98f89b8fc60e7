import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

test('a member with a token is let in', async () => {
  const { token } = await api.administrator()
  const answer = await api.request('PATCH /community', { token, body: { tagline: 'hello' } })
  assert.equal(answer.status, 200)
  assert.equal(answer.body.tagline, 'hello')
})
