import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { newPerson, openBrowser } from '../testing/test-browser.ts'
import { takeAttempt } from './attempt-queries.ts'
import { attemptLimits } from './attempts.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())

const guess = (email: string, address?: string) =>
  openBrowser(api, address === undefined ? {} : { address }).post('/auth/sign-in', { email, password: 'a wrong guess' })

test('a burst is let through, then one for each interval, and the wait is told', async () => {
  const { db } = api.replica.ctx
  const limit = { burst: 3, intervalSeconds: 10 }
  const waits = []
  for (let count = 0; count < 4; count += 1) waits.push(await takeAttempt(db, 'one', limit))
  assert.deepEqual(waits.slice(0, 3), [0, 0, 0])
  const [, , , wait = 0] = waits
  assert.ok(wait > 5 && wait <= 10, `${wait} s`)
  assert.equal(await takeAttempt(db, 'another', limit), 0)
  await db
    .updateTable('auth_rate_limit')
    .set({ empty_at: new Date(Date.now() + 19_000) })
    .where('key', '=', 'one')
    .execute()
  assert.equal(await takeAttempt(db, 'one', limit), 0)
  assert.ok((await takeAttempt(db, 'one', limit)) > 0)
})

test('however many replicas and attempts race, no more than the burst gets through', async () => {
  const other = await api.startReplica()
  const limit = { burst: 5, intervalSeconds: 60 }
  const waits = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      takeAttempt((index % 2 === 0 ? api : other).replica.ctx.db, 'raced', limit),
    ),
  )
  assert.equal(waits.filter((wait) => wait === 0).length, 5)
})

test("guessing one member's password from one address ends in 429 with Retry-After", async () => {
  const { me, password } = await api.signUp()
  const address = '192.0.2.7'
  const { burst } = attemptLimits['sign in to, from']
  const guesses = await Promise.all(Array.from({ length: burst }, () => guess(me.email, address)))
  assert.ok(guesses.every(({ status }) => status === 401))
  const refused = await openBrowser(api, { address }).post('/auth/sign-in', { email: me.email, password })
  assert.deepEqual([refused.status, refused.body.code], [429, 'too_many_requests'])
  const seconds = Number(refused.headers.get('retry-after'))
  assert.ok(seconds >= 1 && seconds <= attemptLimits['sign in to, from'].intervalSeconds)
  const elsewhere = await openBrowser(api).post('/auth/sign-in', { email: me.email, password })
  assert.equal(elsewhere.status, 200, 'the member, from their own address, is not kept out')
})

test('guessing at many accounts from one address ends in 429', async () => {
  const address = '192.0.2.8'
  const { burst } = attemptLimits['sign in from']
  const guesses = Array.from({ length: burst + 15 }, (_, count) => guess(`guessed${count}@example.org`, address))
  const statuses = (await Promise.all(guesses)).map(({ status }) => status)
  assert.ok(statuses.includes(429))
})

test('a flood of guesses from everywhere does not keep out a member at an address they use', async () => {
  const { me, password } = await api.signUp()
  const credentials = { email: me.email, password }
  for (const address of ['192.0.2.9', '2001:db8:7:8::1'])
    await openBrowser(api, { address }).post('/auth/sign-in', credentials)
  const { burst } = attemptLimits['sign in to']
  const flood = await Promise.all(
    Array.from({ length: burst + 20 }, (_, index) => guess(me.email, `203.0.113.${index}`)),
  )
  assert.ok(flood.some(({ status }) => status === 429))
  for (const address of ['192.0.2.9', '2001:db8:7:8:ffff::2']) {
    const atHome = await openBrowser(api, { address }).post('/auth/sign-in', credentials)
    assert.equal(atHome.status, 200)
  }
})

test('mistyping is forgiven once the password was right', async () => {
  const { me, password } = await api.signUp()
  const address = '192.0.2.10'
  for (let round = 0; round < 3; round += 1) {
    for (let count = 0; count < 4; count += 1) await guess(me.email, address)
    const { status } = await openBrowser(api, { address }).post('/auth/sign-in', { email: me.email, password })
    assert.equal(status, 200)
  }
})

test('one network cannot make accounts by the hundred, and IPv6 addresses of one subscriber are one network', async () => {
  const { burst } = attemptLimits['sign up']
  const answers = []
  for (let count = 0; count <= burst; count += 1) {
    const browser = openBrowser(api, { address: `2001:db8:1:2::${count + 1}` })
    answers.push(await browser.post('/auth/sign-up', { ...newPerson(), password: 'short' }))
  }
  assert.ok(
    answers.every(({ status }) => status === 422),
    'what is malformed is not counted',
  )
  const joining = await Promise.all(
    Array.from({ length: burst + 1 }, (_, count) =>
      openBrowser(api, { address: `2001:db8:1:2::${count + 1}` }).post('/auth/sign-up', newPerson()),
    ),
  )
  assert.equal(joining.filter(({ status }) => status === 429).length, 1)
})

test('a made-up X-Forwarded-For beyond the one hop that is trusted gives no new count', async () => {
  const { me } = await api.signUp()
  const statuses = []
  for (let count = 0; count <= attemptLimits['sign in to, from'].burst; count += 1) {
    const headers = { 'x-forwarded-for': `198.51.100.${count}, 192.0.2.11` }
    const { status } = await openBrowser(api).post(
      '/auth/sign-in',
      { email: me.email, password: 'a wrong guess' },
      headers,
    )
    statuses.push(status)
  }
  assert.equal(statuses.at(-1), 429)
})

test('the table of counts holds no addresses of people', async () => {
  await guess('someone.private@example.org')
  const rows = await api.replica.ctx.db.selectFrom('auth_rate_limit').selectAll().execute()
  assert.doesNotMatch(JSON.stringify(rows), /@|192\.0\.2/)
})
