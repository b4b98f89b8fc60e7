import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { type Topology, topologies } from '@porchlight/system/topology'
import { launchBrowser, Person } from '../system/browser.ts'
import { type Answered, ask, PageClient } from '../system/client.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'

const password = 'a lamp in the window'
const account = (handle: string) => ({ name: handle, handle, email: `${handle}@example.org`, password })

for (const topology of topologies) {
  test(`${topology}: the same place, and no other way into it`, async (t) => {
    const system = await SystemUnderTest.start(t, {
      topology,
      environment: { PORCHLIGHT_RATE_LIMITS: 'on', PORCHLIGHT_TRUSTED_PROXIES: '127.0.0.1' },
    })
    const ada = new PageClient(system)
    await t.test('an administrator opens it', async () => {
      const token = new URL(system.setupLink).hash.slice('#token='.length)
      assert.equal((await ada.identify('/auth/setup', { token, ...account('ada') })).status, 201)
      const opened = await ada.call('PATCH', '/community', { body: { name: 'Lantern Street', joinPolicy: 'open' } })
      assert.equal(opened.status, 200, opened.text)
    })
    await t.test('each public name leads where it should', () => checkNames(system, topology))
    await t.test('validators of tokens find the keys by the issuer', () => checkIssuer(system))
    await t.test('pages may connect to api, to messages and to nothing else', () => checkPolicy(system))
    await t.test('other sites may read nothing', () => checkOrigins(system, topology))
    await t.test('members join, write, renew their token and leave', () => checkMembership(system))
    await t.test('each client is counted by their own address', () => checkAddresses(system))
    await t.test('members use it in a browser', (inner) => useInBrowser(inner, system, topology))
  })
}

/** Another name of the machine, as whoever looks for a way around would try. */
function underName(system: SystemUnderTest, name: string, path: string): string {
  return `http://${name}:${system.port}${path}`
}

async function checkNames(system: SystemUnderTest, topology: Topology): Promise<void> {
  const { origin, apiOrigin } = system
  const page = await ask(`${origin}/`)
  assert.deepEqual([page.status, page.headers['content-type']], [200, 'text/html; charset=utf-8'])
  assert.equal((await ask(`${apiOrigin}/api/community`)).json.name, 'Lantern Street')
  assert.equal((await ask(`${apiOrigin}/api/no/such/thing`)).json.code, 'not_found')

  if (topology === 'split') {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const misplaced = await ask(`${origin}/api/posts`, { method })
      assert.equal(misplaced.status, 404, `${method} /api/posts under the name of the pages`)
      assert.match(misplaced.json.detail, new RegExp(`${apiOrigin}/api`))
    }
    for (const path of ['/', '/sign-in', '/assets/x.js', '/livez', '/readyz']) {
      assert.equal((await ask(`${apiOrigin}${path}`)).status, 404, `${path} under the name of api`)
    }
  } else {
    const elsewhere = underName(system, `api.${new URL(origin).hostname}`, '/api/community')
    const redirected = await ask(elsewhere)
    assert.deepEqual([redirected.status, redirected.headers.location], [301, `${origin}/api/community`])
    assert.equal((await ask(elsewhere, { method: 'POST', body: {} })).status, 421)
  }
  // The listener that services share is behind no name.
  for (const name of ['internal', 'api', 'private', '127.0.0.1']) {
    assert.equal((await ask(underName(system, name, '/api/posts'), { method: 'POST', body: {} })).status, 421, name)
  }
  assert.doesNotMatch((await ask(`${origin}/readyz`)).text, /healthy/)
}

async function checkIssuer({ origin, apiOrigin }: SystemUnderTest): Promise<void> {
  const discovery = await ask(`${origin}/api/auth/.well-known/openid-configuration`)
  assert.equal(discovery.status, 200)
  assert.equal(discovery.json.issuer, `${origin}/api/auth`)
  assert.equal(discovery.json.token_endpoint, `${apiOrigin}/api/auth/session`)
  const keys = await ask(discovery.json.jwks_uri)
  assert.equal(keys.json.keys[0].alg, 'RS256')
  assert.deepEqual((await ask(`${apiOrigin}/api/auth/jwks`)).json, keys.json)
  assert.deepEqual((await ask(`${apiOrigin}/api/openapi.json`)).json.servers, [{ url: `${apiOrigin}/api` }])
}

async function checkPolicy({ origin, apiOrigin }: SystemUnderTest): Promise<void> {
  const policy = String((await ask(`${origin}/`)).headers['content-security-policy'])
  const socket = origin.replace(/^http/, 'ws')
  const allowed = ["'self'", ...(apiOrigin === origin ? [] : [apiOrigin]), socket].join(' ')
  assert.equal(/connect-src (?<sources>[^;]*)/.exec(policy)?.groups?.sources, allowed)
}

async function checkOrigins({ origin, apiOrigin }: SystemUnderTest, topology: Topology): Promise<void> {
  const readable = (from: string | undefined, path: string, asked: Record<string, string> = {}) =>
    ask(`${apiOrigin}/api${path}`, {
      method: 'access-control-request-method' in asked ? 'OPTIONS' : 'GET',
      headers: { ...(from && { origin: from }), ...asked },
    })
  const preflight = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,idempotency-key',
  }
  for (const from of ['null', 'http://elsewhere.example', `${origin}0`, `${apiOrigin}1`, undefined]) {
    for (const asked of [{}, preflight]) {
      const { headers } = await readable(from, '/community', asked)
      const told = Object.keys(headers).filter((name) => name.startsWith('access-control-'))
      assert.deepEqual(told, [], `${from} is told something`)
    }
    const ridden = await ask(`${apiOrigin}/api/auth/session`, {
      method: 'POST',
      headers: from === undefined ? {} : { origin: from },
      body: {},
    })
    assert.equal(ridden.status, 403, `${from} may use the cookie`)
  }
  if (topology !== 'split') return
  const allowed = await readable(origin, '/posts', preflight)
  assert.equal(allowed.status, 204)
  assert.equal(allowed.headers['access-control-allow-origin'], origin)
  assert.equal(allowed.headers['access-control-allow-credentials'], 'true')
  assert.match(String(allowed.headers['access-control-allow-headers']), /authorization.*content-type.*idempotency-key/)
  for (const path of ['/community', '/me', '/no/such/thing']) {
    const { headers } = await readable(origin, path)
    assert.equal(headers['access-control-allow-origin'], origin, path)
    assert.match(String(headers.vary), /\borigin\b/)
  }
}

async function checkMembership(system: SystemUnderTest): Promise<void> {
  const sam = new PageClient(system)
  const joined = await sam.identify('/auth/sign-up', account('sam'))
  assert.equal(joined.status, 201, joined.text)
  const [cookie, ...others] = joined.headers['set-cookie'] ?? []
  assert.deepEqual(others, [])
  const attributes = (cookie ?? '').split('; ').slice(1).sort()
  // No Domain: the cookie is for the one host that set it.
  assert.deepEqual(attributes, ['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax'])

  const key = { headers: { 'idempotency-key': randomUUID() }, body: { text: 'Good evening' } }
  const posted = await sam.call('POST', '/posts', key)
  assert.equal(posted.status, 201, posted.text)
  const again = await sam.call('POST', '/posts', key)
  assert.deepEqual([again.json.id, again.headers['idempotency-replayed']], [posted.json.id, 'true'])
  const read = await sam.call('GET', `/posts/${posted.json.id}`)
  const unchanged = await sam.call('GET', `/posts/${posted.json.id}`, {
    headers: { 'if-none-match': String(read.headers.etag) },
  })
  assert.deepEqual([read.status, unchanged.status], [200, 304])

  const forged = await sam.call('POST', '/posts', { headers: { authorization: 'Bearer a.b.c' }, body: { text: 'x' } })
  assert.equal(forged.status, 401)
  assert.match(String(forged.headers['www-authenticate']), /^Bearer/)

  assert.equal((await sam.identify('/auth/session')).json.kind, 'member')
  const { token } = sam
  assert.equal((await sam.identify('/auth/sign-out')).status, 204)
  assert.equal((await sam.identify('/auth/session')).json.kind, 'visitor')
  const late = await sam.call('GET', '/me', { headers: { authorization: `Bearer ${token}` } })
  assert.deepEqual([late.status, late.json.code], [401, 'session_ended'])
  assert.equal((await sam.identify('/auth/sign-in', { email: 'sam@example.org', password })).json.kind, 'member')
}

/** What is left of an address's quota; each replica counts for itself. */
function left({ headers }: Answered): number {
  return Number(/r=(\d+)/.exec(String(headers.ratelimit))?.[1])
}

async function checkAddresses({ apiOrigin }: SystemUnderTest): Promise<void> {
  const readFrom = (forwardedFor: string) =>
    ask(`${apiOrigin}/api/community`, { headers: { 'x-forwarded-for': forwardedFor } })
  const busy: number[] = []
  // What stands left of the address that our proxy saw was written by the client, and makes no other client of it.
  for (let count = 0; count < 5; count += 1) busy.push(left(await readFrom(`198.51.100.${count}, 203.0.113.7`)))
  assert.ok(Math.min(...busy) < 1_199, `five requests of one client left ${busy}`)
  assert.equal(left(await readFrom('203.0.113.8')), 1_199, 'another client pays for them')
}

/** Notes whether the page that visitors get is in sight. */
const watchForVisitors = `new MutationObserver(() => {
  if (document.querySelector('.welcome, .rail-door') !== null) window.sawVisitorsPage = true
}).observe(document, { childList: true, subtree: true })`

async function useInBrowser(t: TestContext, { origin }: SystemUnderTest, topology: Topology): Promise<void> {
  const sam = await Person.sitDown(await launchBrowser(t), { name: topology, origin, viewport: 'desktop' })
  const { page } = sam
  const sawVisitorsPage = () => page.evaluate('window.sawVisitorsPage ?? false')
  await page.addInitScript(watchForVisitors)
  await page.goto('/sign-in')
  assert.equal(await sawVisitorsPage(), true)
  await sam.field('E-mail address').fill('sam@example.org')
  await sam.field('Password').fill(password)
  await sam.button('Sign in').click()
  await page.getByRole('link', { name: 'You', exact: true }).first().waitFor()
  await sam
    .button(/^Write/)
    .first()
    .click()
  const box = page.getByLabel('Your post', { exact: true })
  await box.fill('The light is on')
  await box.press('Control+Enter')
  await sam.post('The light is on').getByRole('button', { name: 'Like' }).waitFor()

  await page.reload()
  await sam.post('The light is on').getByRole('button', { name: 'Like' }).click()
  await sam.post('The light is on').getByRole('button', { name: /^Like/, pressed: true }).waitFor()
  assert.equal(await sawVisitorsPage(), false, 'a member was shown the page that visitors get')
  await sam.keepPicture('home')
  sam.assertQuiet('nothing is missing')
}
