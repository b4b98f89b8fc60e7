import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertProblem } from '../testing/problem-assertions.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { networkOf, RateLimiter, rateLimitPolicies } from './rate-limit.ts'

const policy = { name: 'test', quota: 3 }
const writes = rateLimitPolicies.writes.quota

let api: TestApi
before(async () => {
  api = await startTestApi({ settings: { rateLimits: 'on' } })
})
after(() => api.stop())

test('a caller has the quota in a window, and all of it again in the next', () => {
  let now = 1_000
  const limiter = new RateLimiter(() => now)
  const taken = [1, 2, 3, 4].map(() => limiter.take(policy, 'ada'))
  assert.deepEqual(
    taken.map(({ allowed, remaining }) => [allowed, remaining]),
    [
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
    ],
  )
  now += 59_001
  assert.deepEqual(limiter.take(policy, 'ada'), { allowed: false, remaining: 0, secondsToReset: 1 })
  now += 999
  assert.equal(limiter.take(policy, 'ada').allowed, true)
})

test('callers and policies are counted apart', () => {
  const limiter = new RateLimiter(() => 0)
  for (let i = 0; i < 3; i += 1) limiter.take(policy, 'ada')
  assert.equal(limiter.take(policy, 'ben').remaining, 2)
  assert.equal(limiter.take({ name: 'other', quota: 3 }, 'ada').remaining, 2)
})

test('a subscriber with a whole IPv6 network counts as one', () => {
  const one = networkOf('2001:db8:1:2::1')
  assert.equal(networkOf('2001:db8:1:2:ffff:ffff:ffff:ffff'), one)
  assert.equal(networkOf('2001:0DB8:0001:0002:0:0:0:9'), one)
  assert.notEqual(networkOf('2001:db8:1:3::1'), one)
  assert.equal(networkOf('::1'), networkOf('0:0:0:0:5::'))
  assert.equal(networkOf('fe80::1%eth0'), networkOf('fe80::2'))
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1')
  assert.equal(networkOf('192.0.2.1'), '192.0.2.1')
})

test('past the quota an address is told how long to wait; another address goes on', async () => {
  const from = (address: string) => api.request('PUT /nothing', { headers: { 'x-forwarded-for': address } })
  const first = await from('192.0.2.7')
  assert.equal(first.headers.get('ratelimit-policy'), `"writes";q=${writes};w=60`)
  assert.match(first.headers.get('ratelimit') ?? '', new RegExp(`^"writes";r=${writes - 1};t=\\d+$`))
  for (let i = 1; i < writes; i += 1) assert.equal((await from('192.0.2.7')).status, 404)
  const refused = await from('192.0.2.7')
  assertProblem(refused, 'too_many_requests', 'one too many')
  const waitSeconds = Number(refused.headers.get('retry-after'))
  assert.ok(waitSeconds >= 1 && waitSeconds <= 60, `Retry-After: ${waitSeconds}`)
  assert.equal((await from('192.0.2.8')).status, 404)
  const read = await api.request('GET /community', { headers: { 'x-forwarded-for': '192.0.2.7' } })
  assert.equal(read.status, 200)
})

test('members behind one address have a quota each', async () => {
  const [ada, ben] = await Promise.all([api.member(), api.member()])
  const headers = { 'x-forwarded-for': '192.0.2.20' }
  const change = (token: string) => api.request('PATCH /community', { token, headers, body: {} })
  for (let i = 0; i < writes; i += 1) assert.equal((await change(ada.token)).status, 403)
  assertProblem(await change(ada.token), 'too_many_requests', 'one too many')
  assert.equal((await change(ben.token)).status, 403)
})

test('whoever tries tokens is counted by address', async () => {
  const guess = () => api.request('PATCH /community', { token: 'guess', headers: { 'x-forwarded-for': '192.0.2.30' } })
  for (let i = 0; i < writes; i += 1) assert.equal((await guess()).status, 401)
  assertProblem(await guess(), 'too_many_requests', 'one too many')
})

test('a load balancer asks for health as often as it likes', async () => {
  const { headers, status } = await fetch(`${api.address}/livez`)
  assert.equal(status, 200)
  assert.equal(headers.get('ratelimit'), null)
})
