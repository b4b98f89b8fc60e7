import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { keySetLimits } from '@porchlight/system/token'
import { newId } from '../context.ts'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { SecretBox } from './secret-box.ts'
import { SigningKeys } from './signing-keys.ts'

let api: TestApi
before(async () => {
  api = await startTestApi()
})
after(() => api.stop())
beforeEach(() => api.replica.ctx.db.deleteFrom('jwks').execute())

let clock: () => Date = () => new Date()
const open = (secret = 'one secret') =>
  new SigningKeys({
    db: api.replica.ctx.db,
    secretBox: new SecretBox(secret, 'signing keys'),
    now: () => clock(),
    newId,
  })

test('replicas that start together agree on one key', async () => {
  const replicas = [open(), open(), open(), open()]
  const kids = await Promise.all(replicas.map(async (keys) => (await keys.current()).kid))
  assert.equal(new Set(kids).size, 1)
  const rows = await api.replica.ctx.db.selectFrom('jwks').select('id').execute()
  assert.deepEqual(
    rows.map(({ id }) => id),
    kids.slice(0, 1),
  )
})

test('the database holds no private key that could be read without the secret', async () => {
  await open().current()
  const [row] = await api.replica.ctx.db.selectFrom('jwks').selectAll().execute()
  assert.ok(row)
  assert.doesNotMatch(row.private_key, /"d"|kty|\{/)
  assert.deepEqual(Object.keys(JSON.parse(row.public_key)).sort(), ['e', 'kty', 'n'])
  assert.match(new SecretBox('one secret', 'signing keys').open(row.private_key), /"d":/)
  assert.throws(() => new SecretBox('another secret', 'signing keys').open(row.private_key))
})

test('with another secret a new key signs, and tokens of the old one are good until they end', async () => {
  const old = await open().current()
  const replicas = [open('another secret'), open('another secret')]
  const kids = await Promise.all(replicas.map(async (keys) => (await keys.current()).kid))
  assert.equal(kids[0], kids[1])
  assert.notEqual(kids[0], old.kid)
  const [replica] = replicas
  assert.ok(await replica?.verificationKey(old.kid))
  const rows = await api.replica.ctx.db.selectFrom('jwks').select('id').execute()
  assert.equal(rows.length, 2)
})

test('a key that another replica made is found without a restart', async () => {
  const old = open()
  await old.publicKeys()
  await api.replica.ctx.db.deleteFrom('jwks').execute()
  const { kid } = await open().current()
  await waitFor(async () => (await old.verificationKey(kid)) !== undefined)
})

test('unknown key ids do not become a query each', async () => {
  let queries = 0
  const { db } = api.replica.ctx
  const counting = db.withPlugin({
    transformQuery: ({ node }) => {
      queries += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const keys = new SigningKeys({
    db: counting,
    secretBox: new SecretBox('one secret', 'signing keys'),
    now: () => new Date(),
    newId,
  })
  const found = await Promise.all(Array.from({ length: 200 }, (_, index) => keys.verificationKey(`unknown ${index}`)))
  assert.ok(found.every((key) => key === undefined))
  assert.ok(queries <= 2, `${queries} queries`)
})

async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50))
}

const dayMs = 24 * 3_600_000

/** Moves the clock of every `open()` by so many days. */
function daysLater(days: number): void {
  const at = clock().getTime() + days * dayMs
  clock = () => new Date(at)
}

async function published(keys: SigningKeys): Promise<string[]> {
  return (await keys.publicKeys()).flatMap(({ kid }) => kid ?? [])
}

test('the next key is published a day before it signs, and the last one until its tokens have ended', async (t) => {
  t.after(() => {
    clock = () => new Date()
  })
  const started = new Date()
  clock = () => started
  const { kid: first } = await open().current()
  daysLater(89)
  await open().rotate()
  assert.deepEqual(await published(open()), [first])
  daysLater(1)
  // Replicas that notice it together make one key.
  await Promise.all([open().rotate(), open().rotate(), open().rotate()])
  const [second = '', ...others] = await published(open())
  assert.deepEqual(others, [first])
  assert.equal((await open().current()).kid, first)
  daysLater(0.99)
  assert.equal((await open().current()).kid, first)
  daysLater(0.02)
  assert.equal((await open().current()).kid, second)
  assert.ok(await open().verificationKey(first))
  daysLater(0.1)
  assert.deepEqual(await published(open()), [second])
})

test('a replica that goes on running signs with the next key within a minute of its time', async (t) => {
  t.after(() => {
    clock = () => new Date()
  })
  const started = new Date()
  clock = () => started
  const running = open()
  const { kid: first } = await running.current()
  daysLater(90)
  await running.rotate()
  assert.equal((await running.current()).kid, first)
  daysLater(1 + 1 / 1_440)
  assert.notEqual((await running.current()).kid, first)
})

test('ten years of keys never fill the key set', async (t) => {
  t.after(() => {
    clock = () => new Date()
  })
  const started = new Date()
  clock = () => started
  await open().current()
  for (let quarter = 0; quarter < 40; quarter += 1) {
    daysLater(90)
    await open().rotate()
    assert.ok((await published(open())).length <= 2)
  }
})

test('a secret that changes again and again fills the key set with no more keys than a load balancer takes', async () => {
  for (let time = 0; time < keySetLimits.maxKeys + 3; time += 1) await open(`secret ${time}`).current()
  const kids = await published(open(`secret ${keySetLimits.maxKeys + 2}`))
  assert.equal(kids.length, keySetLimits.maxKeys)
})
