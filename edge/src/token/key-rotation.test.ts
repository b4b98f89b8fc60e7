import assert from 'node:assert/strict'
import type { RequestListener, ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { keySetLimits } from '@porchlight/system/token'
import { EdgeUnderTest, stop, until } from '../testing/edge-under-test.ts'
import type { TestIssuer } from '../testing/test-issuer.ts'
import { keySetTimes } from './remote-key-set.ts'

interface World {
  readonly under: EdgeUnderTest
  readonly issuer: TestIssuer
  readonly statusOf: (token: string) => Promise<number>
}

const answer: RequestListener = (_request, response) => response.end('answered')

async function startEdge(context: TestContext, times = {}, prepare?: (issuer: TestIssuer) => void): Promise<World> {
  const usual = { refreshMs: 60_000, retryMs: 20, minIntervalMs: 20 }
  const under = await EdgeUnderTest.start(context, { keySetTimes: { ...usual, ...times } })
  const { issuer } = under
  prepare?.(issuer)
  await under.replica(context, 'api.1', answer)
  const statusOf = async (token: string) => {
    const headers = { Authorization: `Bearer ${token}` }
    return (await under.ask({ path: '/api/posts', headers })).status
  }
  return { under, issuer, statusOf }
}

test('keys change under load and no good token is refused', async (context) => {
  const { issuer, statusOf } = await startEdge(context, { refreshMs: 10 })
  const statuses = new Set<number>()
  let requests = 0
  let rotating = true
  const load = Array.from({ length: 4 }, async () => {
    while (rotating) {
      statuses.add(await statusOf(await issuer.token()))
      requests += 1
    }
  })
  await until(() => requests > 20)
  issuer.addKey('second')
  const [askedBefore, requestsBefore] = [issuer.asked, requests]
  await until(() => issuer.asked > askedBefore + 1 && requests > requestsBefore + 20)
  const old = await issuer.token()
  issuer.signWith('second')
  assert.equal(await statusOf(old), 200)
  await until(() => requests > requestsBefore + 60)
  rotating = false
  await Promise.all(load)
  assert.deepEqual([...statuses], [200])
})

test('a key that signs before it was ever fetched is fetched for its first token', async (context) => {
  const { issuer, statusOf } = await startEdge(context)
  assert.equal(await statusOf(await issuer.token()), 200)
  issuer.addKey('sudden')
  issuer.signWith('sudden')
  const token = await issuer.token()
  assert.deepEqual(await Promise.all([statusOf(token), statusOf(token), statusOf(token)]), [200, 200, 200])
  assert.equal(issuer.asked, 2)
})

test('what a withdrawn key signed is refused, though it was good before', async (context) => {
  const { issuer, statusOf } = await startEdge(context, { refreshMs: 10 })
  const token = await issuer.token()
  assert.equal(await statusOf(token), 200)
  issuer.addKey('second')
  issuer.dropKey('first')
  await until(async () => (await statusOf(token)) === 401)
})

test('a flood of made-up key ids shares its fetches, and holds up nobody else', async (context) => {
  const minIntervalMs = 500
  const { issuer, statusOf } = await startEdge(context, { minIntervalMs })
  const good = await issuer.token()
  assert.equal(await statusOf(good), 200)
  const madeUp = await Promise.all(
    Array.from({ length: 200 }, (_, index) => issuer.token({ header: { kid: `made up ${index}` } })),
  )
  const held: ServerResponse[] = []
  issuer.answer = (response) => held.push(response)
  const [before, startedAt] = [issuer.asked, performance.now()]
  let answered = 0
  const flood = madeUp.map(async (token) => {
    const status = await statusOf(token)
    answered += 1
    return status
  })
  await until(() => held.length > 0)
  assert.equal(await statusOf(good), 200)
  assert.equal(answered, 0)
  issuer.answer = undefined
  for (const response of held) response.end(JSON.stringify(issuer.keySet))
  assert.deepEqual(new Set(await Promise.all(flood)), new Set([401]))
  const intervals = Math.ceil((performance.now() - startedAt) / minIntervalMs)
  assert.ok(issuer.asked - before <= intervals + 1, `${issuer.asked - before} fetches in ${intervals} intervals`)
})

test('in earnest a key set is asked for at most once a second', () => {
  assert.ok(keySetTimes.minIntervalMs >= 1_000)
})

test('while api restarts, known keys are kept and unknown ones are no reason to sign in again', async (context) => {
  const under = await EdgeUnderTest.start(context)
  const { issuer } = under
  const first = await under.replica(context, 'api.1', answer)
  const ask = (token: string) => under.ask({ path: '/api/posts', headers: { Authorization: `Bearer ${token}` } })
  const token = await issuer.token()
  assert.equal((await ask(token)).status, 200)
  await stop(first)
  // The token is still accepted: what is missing is a service to forward to.
  const between = await ask(token)
  assert.deepEqual([between.status, JSON.parse(between.body).code], [503, undefined])
  const unknown = await ask(await issuer.token({ header: { kid: 'unknown' } }))
  assert.deepEqual([unknown.status, JSON.parse(unknown.body).code], [503, 'unavailable'])
  assert.equal(unknown.headers['retry-after'], '5')
  await under.replica(context, 'api.1', answer)
  assert.equal((await ask(token)).status, 200)
})

const unusable: Readonly<Record<string, (issuer: TestIssuer) => void>> = {
  'is an error': (issuer) => {
    issuer.answer = (response) => response.writeHead(500).end('{}')
  },
  'is no JSON': (issuer) => {
    issuer.answer = (response) => response.end('<html>')
  },
  'holds no keys': (issuer) => {
    issuer.answer = (response) => response.end('{"keys":[]}')
  },
  'holds a key that is none': (issuer) => {
    const [key] = issuer.keySet.keys
    issuer.answer = (response) => response.end(JSON.stringify({ keys: [{ ...key, n: '!' }] }))
  },
  'names a key twice': (issuer) => {
    const [key] = issuer.keySet.keys
    issuer.answer = (response) => response.end(JSON.stringify({ keys: [key, key] }))
  },
  'holds more keys than a load balancer takes': (issuer) => {
    const [key] = issuer.keySet.keys
    const keys = Array.from({ length: keySetLimits.maxKeys + 1 }, (_, index) => ({ ...key, kid: `key ${index}` }))
    issuer.answer = (response) => response.end(JSON.stringify({ keys: [key, ...keys] }))
  },
  'is larger than a load balancer reads': (issuer) => {
    const padding = 'x'.repeat(keySetLimits.maxBytes)
    issuer.answer = (response) => response.end(JSON.stringify({ ...issuer.keySet, padding }))
  },
  'breaks off': (issuer) => {
    issuer.answer = (response) => response.write('{"keys":[', () => response.destroy())
  },
}

for (const [what, spoil] of Object.entries(unusable)) {
  test(`a key set that ${what} lets nobody in, and costs no key that was known`, async (context) => {
    const { issuer, statusOf } = await startEdge(context, { refreshMs: 10 })
    const token = await issuer.token()
    assert.equal(await statusOf(token), 200)
    spoil(issuer)
    const before = issuer.asked
    await until(() => issuer.asked > before + 2)
    assert.equal(await statusOf(token), 200)

    const fresh = await startEdge(context, {}, spoil)
    assert.equal(await fresh.statusOf(token), 503)
    fresh.issuer.answer = undefined
    assert.equal(await fresh.statusOf(token), 200)
  })
}

test('keys for other purposes stand beside ours and sign nothing', async (context) => {
  const { issuer, statusOf } = await startEdge(context)
  const [key] = issuer.keySet.keys
  const others = [
    { ...key, kid: 'encrypts', use: 'enc' },
    { ...key, kid: 'another algorithm', alg: 'RS512' },
    { kty: 'EC', kid: 'a curve', crv: 'P-256', x: 'AA', y: 'AA' },
    { kty: 'oct', kid: 'a secret', k: 'AA' },
  ]
  issuer.answer = (response) => response.end(JSON.stringify({ keys: [...others, key] }))
  assert.equal(await statusOf(await issuer.token()), 200)
  for (const { kid } of others) assert.equal(await statusOf(await issuer.token({ header: { kid } })), 401, kid)
})

test('an api that is slow with its key set holds up nobody whose key is known', async (context) => {
  const { issuer, statusOf } = await startEdge(context, { refreshMs: 10 })
  const token = await issuer.token()
  assert.equal(await statusOf(token), 200)
  let held = false
  issuer.answer = () => {
    held = true
  }
  await until(() => held)
  assert.equal(await statusOf(token), 200)
})
