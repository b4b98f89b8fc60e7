import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
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

const open = (secret = 'one secret') =>
  new SigningKeys(api.replica.ctx.db, new SecretBox(secret, 'signing keys'), newId)

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
  const keys = new SigningKeys(counting, new SecretBox('one secret', 'signing keys'), newId)
  const found = await Promise.all(Array.from({ length: 200 }, (_, index) => keys.verificationKey(`unknown ${index}`)))
  assert.ok(found.every((key) => key === undefined))
  assert.ok(queries <= 2, `${queries} queries`)
})

async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50))
}
