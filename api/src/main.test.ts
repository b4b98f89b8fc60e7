import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { after, before, test } from 'node:test'
import { startTestPostgres, type TestPostgres } from '@porchlight/runtime/testing/postgres'
import { hashToken, newToken } from './identity/token-hash.ts'
import { breakableLine } from './testing/broken-line.ts'
import { testOrigin } from './testing/test-api.ts'
import { newPerson } from './testing/test-browser.ts'
import { startTestProcess } from './testing/test-process.ts'

let postgres: TestPostgres
before(async () => {
  postgres = await startTestPostgres()
})
after(() => postgres.stop())

test('it migrates, listens, is ready, and leaves with exit code 0 when asked to', async () => {
  const api = await startTestProcess({ DATABASE_URL: postgres.databaseUrl })
  await api.ready()
  assert.equal((await api.request('GET /livez')).text, 'ok')
  assert.equal((await api.request('GET /api/community')).status, 200)
  assert.equal(await api.stop(), 0)
  assert.match(api.output(), /"msg":"drained"/)
})

test('while it drains it is not ready, but answers still, and asks for the connection to be closed', async () => {
  const api = await startTestProcess({ DATABASE_URL: postgres.databaseUrl, PORCHLIGHT_DRAIN_NOTICE_MS: '1500' })
  await api.ready()
  const agentless = { connection: 'keep-alive' }
  const slow = api.request('POST /api/auth/password-reset-requests', {
    headers: { ...agentless, origin: testOrigin },
    body: { email: 'nobody@example.org' },
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  const stopped = api.stop()
  let readiness = await api.request('GET /readyz')
  while (readiness.status === 200) readiness = await api.request('GET /readyz')
  assert.equal(readiness.status, 503)
  const answer = await slow
  assert.deepEqual([answer.status, answer.headers.connection], [202, 'close'])
  assert.equal(await stopped, 0)
})

test('two that start at once on an empty database both get ready, with one key', async () => {
  const empty = await startTestPostgres()
  const pair = await Promise.all([1, 2].map(() => startTestProcess({ DATABASE_URL: empty.databaseUrl })))
  await Promise.all(pair.map((api) => api.ready()))
  const keys = await Promise.all(
    pair.map(async (api) => JSON.parse((await api.request('GET /api/auth/jwks')).text).keys),
  )
  assert.equal(keys[0].length, 1)
  assert.deepEqual(keys[0], keys[1])
  assert.deepEqual(await Promise.all(pair.map((api) => api.stop())), [0, 0])
  await empty.stop()
})

test('it is not ready while the database is away, answers 503, and recovers by itself', async () => {
  const line = await breakableLine(postgres.databaseUrl)
  const api = await startTestProcess({ DATABASE_URL: line.databaseUrl })
  await api.ready()
  await line.cut()
  assert.equal((await api.request('GET /readyz')).status, 503)
  assert.equal((await api.request('GET /livez')).status, 200)
  const away = await api.request('GET /api/admin/mails', { headers: { authorization: 'Bearer a.b.c' } })
  assert.equal(away.status, 401, 'what needs no database is answered')
  const refused = await api.request('POST /api/auth/sign-in', {
    headers: { origin: testOrigin },
    body: { email: 'nobody@example.org', password: 'whatever it is' },
  })
  assert.deepEqual([refused.status, JSON.parse(refused.text).code], [503, 'unavailable'])
  await line.mend()
  await api.ready()
  assert.equal((await api.request('GET /api/community')).status, 200)
  assert.equal(await api.stop(), 0)
  await line.stop()
})

test('over the Unix socket the client is who the one hop in front says, and nobody else', async () => {
  const api = await startTestProcess({ DATABASE_URL: postgres.databaseUrl })
  await api.ready()
  const guess = async (from: string) => {
    const headers = { origin: testOrigin, 'x-forwarded-for': from }
    const body = { email: 'nobody@example.org', password: 'a wrong guess' }
    return (await api.request('POST /api/auth/sign-in', { headers, body })).status
  }
  const guesses = Array.from({ length: 7 }, (_, count) => guess(`198.51.100.${count}, 192.0.2.1`))
  assert.ok((await Promise.all(guesses)).includes(429))
  assert.equal(await guess('192.0.2.2'), 401)
  await api.stop()
})

test('every fault of the settings is named in one message, with exit code 1', async () => {
  const api = await startTestProcess({ PORCHLIGHT_ORIGIN: 'nowhere', PORCHLIGHT_AUTH_SECRET: 'short' })
  await once(api.child, 'close')
  assert.equal(api.child.exitCode, 1)
  for (const name of ['PORCHLIGHT_ORIGIN', 'PORCHLIGHT_AUTH_SECRET', 'DATABASE_URL'])
    assert.match(api.output(), new RegExp(`- ${name}: `))
  assert.doesNotMatch(api.output(), /short|at .*\.ts:/)
  await api.stop()
})

test('a database that does not answer is one clear sentence without the password, with exit code 1', async () => {
  const api = await startTestProcess({ DATABASE_URL: 'postgresql://someone:s3cret@127.0.0.1:1/nothing' })
  await once(api.child, 'close')
  assert.equal(api.child.exitCode, 1)
  assert.equal(api.output(), 'The database does not answer: check that it runs and that DATABASE_URL names it.\n')
  await api.stop()
})

test('an address in use is one clear sentence, with exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  assert.ok(address !== null && typeof address === 'object')
  const api = await startTestProcess({
    DATABASE_URL: postgres.databaseUrl,
    PORCHLIGHT_LISTEN: `tcp:127.0.0.1:${address.port}`,
  })
  await once(api.child, 'close')
  assert.equal(api.child.exitCode, 1)
  assert.match(api.output(), /^The address in PORCHLIGHT_LISTEN is in use/m)
  await api.stop()
  other.close()
})

test('no secret reaches the log, whatever happens to a request', async () => {
  const setupToken = newToken()
  const empty = await startTestPostgres()
  const api = await startTestProcess({
    DATABASE_URL: empty.databaseUrl,
    PORCHLIGHT_LOG_LEVEL: 'trace',
    PORCHLIGHT_SETUP_TOKEN_HASH: hashToken(setupToken),
  })
  await api.ready()
  const secrets = new Set([setupToken, 'a secret of tests', 'BEGIN', 'the wrong password', 'private_key'])
  secrets.add(new URL(empty.databaseUrl.replace('@/', '@localhost/')).password)
  const post = async (path: string, body: unknown, headers = {}) => {
    const answer = await api.request(`POST /api${path}`, { headers: { origin: testOrigin, ...headers }, body })
    for (const line of [answer.headers['set-cookie'] ?? []].flat())
      secrets.add(/=(?<value>[^;.]+)/.exec(line)?.groups?.value ?? '')
    return answer
  }
  const person = newPerson()
  secrets.add(person.password)
  const setUp = await post('/auth/setup', { ...person, token: setupToken })
  const { accessToken } = JSON.parse(setUp.text)
  secrets.add(accessToken)
  const bearer = { authorization: `Bearer ${accessToken}` }
  await post('/auth/setup', { ...newPerson(), token: setupToken })
  await post('/auth/sign-up', person)
  await post('/auth/sign-up', { ...person, handle: '!' })
  const cookie = [(await post('/auth/sign-in', person)).headers['set-cookie'] ?? []].flat()[0]?.split(';')[0] ?? ''
  await post('/auth/sign-in', { email: person.email, password: 'the wrong password' })
  const signedIn = await post('/auth/sign-in', { email: person.email, password: person.password })
  secrets.add(JSON.parse(signedIn.text).accessToken)
  await post('/auth/session', {}, { cookie })
  await post('/admin/invitations', { uses: 0 }, bearer)
  const invitation = JSON.parse((await post('/admin/invitations', {}, bearer)).text)
  secrets.add(invitation.link.split('=')[1])
  await post('/auth/password-reset-requests', { email: person.email })
  const mails = JSON.parse((await api.request('GET /api/admin/mails', { headers: bearer })).text)
  const resetToken = /token=(?<token>\S+)/.exec(mails.items[0].text)?.groups?.token ?? ''
  secrets.add(resetToken)
  await post('/auth/password-resets', { token: resetToken, password: 'a new password, by the link' })
  await post('/auth/password-resets', { token: resetToken, password: 'a new password, by the link' })
  secrets.add('a new password, by the link')
  await empty.stop()
  await post('/auth/sign-in', { email: person.email, password: person.password })
  await post('/auth/session', {}, { cookie })
  await api.stop()
  assert.equal(setUp.status, 201)
  assert.match(api.output(), /"route":"\/api\/auth\/password-resets","status":204/)
  secrets.delete('')
  for (const secret of secrets) assert.ok(!api.output().includes(secret), `the log holds ${secret}`)
  assert.ok(secrets.size >= 11, `${secrets.size} secrets`)
})
