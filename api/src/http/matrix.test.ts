import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type EndpointName, endpoints } from '@porchlight/contract/endpoints'
import { databaseState } from '../testing/database-state.ts'
import { matrixRows, paramsByName } from '../testing/matrix-rows.ts'
import { type MatrixWorld, startMatrixWorld } from '../testing/matrix-world.ts'
import { RouteUnderTest } from '../testing/route-under-test.ts'
import { testOrigin } from '../testing/test-api.ts'
import { wrongBodies, wrongQueries } from '../testing/wrong-inputs.ts'
import { maxBodyBytes } from './body.ts'

/** Reads of nobody's data that take no input: health, and the contract's own description. */
const outsideTheContract = ['GET /livez', 'GET /readyz', 'GET /api/openapi.json', 'GET /api/reference']

let world: MatrixWorld

before(async () => {
  world = await startMatrixWorld()
})
after(() => world.api.stop())

test('every endpoint of the contract is served, and nothing else but health and the reference', () => {
  const served = world.api.replica.app.routeTable.filter(({ method }) => method !== 'HEAD')
  const outside = served.filter(({ endpoint }) => endpoint === undefined).map(({ method, path }) => `${method} ${path}`)
  assert.deepEqual(outside.sort(), [...outsideTheContract].sort())
  const inside = served.flatMap(({ endpoint }) => endpoint ?? [])
  assert.deepEqual(inside.sort(), Object.keys(endpoints).sort())
})

test('health and the reference answer anyone', async () => {
  for (const name of outsideTheContract) {
    const response = await fetch(`${world.api.address}${name.slice('GET '.length)}`)
    await response.body?.cancel()
    assert.equal(response.status, 200, name)
  }
})

test('each route refuses what it must, names every fault, and changes nothing', async (t) => {
  for (const { endpoint, method } of world.api.replica.app.routeTable) {
    if (endpoint === undefined || method === 'HEAD') continue
    await t.test(endpoint, async () => {
      const route = routeUnderTest(endpoint)
      const before = await databaseState(world.api.replica.database.pool)
      await refusesCallers(route)
      await refusesAddresses(route)
      await refusesQueries(route)
      if (route.isWrite) await refusesUnreadableBodies(route)
      // A webhook may say more than is known today, so that its sender can be renewed first.
      if (route.endpoint.access !== 'hook') await refusesBodies(route)
      await refusesOthers(route)
      assert.deepEqual(await databaseState(world.api.replica.database.pool), before, 'a refused request changed rows')
    })
  }
})

function routeUnderTest(name: EndpointName): RouteUnderTest {
  const row = matrixRows[name]
  const where = 'in api/src/testing/matrix-rows.ts'
  assert.ok(row, `${name} has no row ${where}: add one that says how to call it and what is refused`)
  const route = new RouteUnderTest({ name, row, world })
  const hasParams = route.endpoint.params !== undefined
  assert.equal(row.params !== undefined, hasParams, `${name}: \`params\` ${where} must name a thing that is there`)
  assert.equal(row.others !== undefined, hasParams, `${name}: \`others\` ${where} must say what another member meets`)
  assert.equal(
    row.body !== undefined,
    route.endpoint.body !== undefined,
    `${name}: \`body\` ${where} must be acceptable`,
  )
  return route
}

async function refusesCallers(route: RouteUnderTest): Promise<void> {
  const { access } = route.endpoint
  const call = route.anonymousCall
  if (access === 'browser') {
    const { headers: _, ...noOrigin } = call
    await route.refuses('origin_refused', 'no origin', noOrigin)
    for (const origin of ['null', 'https://elsewhere.example', `${testOrigin}.elsewhere.example`, `${testOrigin}/`])
      await route.refuses('origin_refused', `origin ${origin}`, { ...call, headers: { origin } })
    return
  }
  if (access === 'hook') {
    await route.refuses('hook_signature_invalid', 'no signature', call)
    const otherSecret = `whsec_${Buffer.from('somebody else has this secret').toString('base64')}`
    await route.refuses('hook_signature_invalid', 'another secret', { ...call, hook: { secret: otherSecret } })
    return
  }
  for (const [kind, token] of Object.entries(world.badTokens))
    await route.refuses('token_invalid', `a token ${kind}`, { ...call, token })
  for (const authorization of ['Bearer', 'Basic YTpi', `Token ${world.owner.token}`])
    await route.refuses('token_invalid', 'another scheme', { ...call, headers: { authorization } })
  if (access !== 'anyone') await route.refuses('token_missing', 'no token', call)
  if (access === 'administrator')
    await route.refuses('administrators_only', "a member's token", { ...call, token: world.other.token })
}

async function refusesAddresses(route: RouteUnderTest): Promise<void> {
  for (const name of Object.keys(route.endpoint.params?.shape ?? {})) {
    const wrong = paramsByName[name]
    assert.ok(wrong, `:${name} is not in paramsByName in api/src/testing/matrix-rows.ts: add what cannot be one`)
    for (const value of [...wrong.malformed, wrong.unknown]) {
      const params = { ...route.call.params, [name]: value }
      await route.refuses('not_found', `:${name} is ${JSON.stringify(value)}`, { ...route.call, params })
    }
  }
}

async function refusesQueries(route: RouteUnderTest): Promise<void> {
  for (const { name, value, pointers } of wrongQueries(route.endpoint.query, route.row.query)) {
    const expected = pointers.map((pointer) => `query ${pointer}`)
    await route.refusesInput(name, { ...route.call, query: value }, expected)
  }
}

async function refusesUnreadableBodies(route: RouteUnderTest): Promise<void> {
  const { call } = route
  const malformed = [
    '{',
    '{"a":1,}',
    "{'a':1}",
    'undefined',
    '',
    '{"a":1}{"b":2}',
    '{"__proto__":{"a":1}}',
    '['.repeat(10_000),
  ]
  for (const body of malformed)
    await route.refuses('malformed_body', JSON.stringify(body.slice(0, 40)), { ...call, body })
  const badUtf8 = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')])
  await route.refuses('malformed_body', 'bad UTF-8', { ...call, body: badUtf8 })
  const oversize = JSON.stringify({ text: 'x'.repeat(maxBodyBytes) })
  await route.refuses('payload_too_large', 'an oversize body', { ...call, body: oversize })
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense']) {
    const headers = { ...call.headers, 'content-type': type }
    await route.refuses('unsupported_media_type', type, { ...call, headers, body: '{}' })
  }
}

async function refusesBodies(route: RouteUnderTest): Promise<void> {
  const { endpoint, row, call } = route
  if (endpoint.body !== undefined && row.body !== undefined) {
    for (const { name, value, pointers } of wrongBodies(endpoint.body, row.body)) {
      const expected = pointers.map((pointer) => `body ${pointer}`)
      await route.refusesInput(name, { ...call, body: JSON.stringify(value) }, expected)
    }
  } else if (route.isWrite) {
    await route.refusesInput('a body where none is taken', { ...call, body: { surprise: 1 } }, ['body /surprise'])
  }
}

/** Told apart from what is not there: a member may see whose it is. */
async function refusesOthers(route: RouteUnderTest): Promise<void> {
  const { others } = route.row
  if (others === undefined || others === 'open') return
  await route.refuses(others, "another member's thing", { ...route.call, token: world.other.token })
}
