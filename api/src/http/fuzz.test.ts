import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Endpoint } from '@porchlight/contract/endpoint'
import { type EndpointName, endpoints } from '@porchlight/contract/endpoints'
import fc from 'fast-check'
import type { Sent } from '../testing/http-client.ts'
import { matrixRows } from '../testing/matrix-rows.ts'
import { type MatrixWorld, startMatrixWorld } from '../testing/matrix-world.ts'
import { assertProblemDocument } from '../testing/problem-assertions.ts'
import { RouteUnderTest } from '../testing/route-under-test.ts'

const runsPerSchema = 60

let world: MatrixWorld
before(async () => {
  world = await startMatrixWorld()
})
after(() => world.api.stop())

/** Each is tried in every place; the rest is left to chance, the same chance in each run. */
const awkwardTexts = [
  '\0',
  'long enough for a token\0',
  '\ud800',
  '\u202e',
  '%',
  '\\',
  '__proto__',
  "'; drop table member; --",
  'x'.repeat(5_000),
]
const seed = 1_848

/** Any Unicode, with halves of pairs, control characters and NUL. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 600 }),
  fc.constantFrom(...awkwardTexts),
)
const anyJson = fc.oneof(fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }), anyText)

test('no body makes any route fail on its own side', async (t) => {
  for (const { endpoint: name, method } of world.api.replica.app.routeTable) {
    const route = name === undefined || method === 'HEAD' ? undefined : routeOf(name)
    const body = route?.row.body
    if (route === undefined || body === undefined) continue
    const mutated = fc
      .tuple(fc.constantFrom('', ...Object.keys(body)), anyJson)
      .map(([field, value]) => (field === '' ? value : { ...body, [field]: value }))
    const awkward = Object.keys(body).flatMap((field) => awkwardTexts.map((text) => ({ ...body, [field]: text })))
    await t.test(route.name, () =>
      neverFails(route, { inputs: mutated, awkward, sent: (value) => ({ body: JSON.stringify(value) }) }),
    )
  }
})

test('no address and no query make any route fail on its own side', async (t) => {
  for (const { endpoint: name, method } of world.api.replica.app.routeTable) {
    if (name === undefined || method !== 'GET') continue
    const endpoint: Endpoint = endpoints[name]
    const inputs = fc.record({
      params: partsOf(endpoint.params),
      query: partsOf(endpoint.query),
      surprise: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fc.dictionary(anyText, anyText, { maxKeys: 1 })),
    })
    const route = routeOf(name)
    const sent = ({ params, query, surprise }: FuzzedAddress): Sent => ({
      params: { ...route.call.params, ...wellFormed(params) },
      query: wellFormed({ ...surprise, ...query }),
    })
    await t.test(name, () => neverFails(route, { inputs, awkward: awkwardAddresses(endpoint), sent }))
  }
})

type Texts = Readonly<Record<string, string | undefined>>
interface FuzzedAddress {
  readonly params: Texts
  readonly query: Texts
  readonly surprise: Texts
}

function awkwardAddresses({ params, query }: Endpoint): FuzzedAddress[] {
  const each = (part: Endpoint['query']) =>
    Object.keys(part?.shape ?? {}).flatMap((name) => awkwardTexts.map((text) => ({ [name]: text })))
  return [
    ...each(params).map((given) => ({ params: given, query: {}, surprise: {} })),
    ...each(query).map((given) => ({ params: {}, query: given, surprise: {} })),
  ]
}

function routeOf(name: EndpointName): RouteUnderTest {
  const row = matrixRows[name]
  assert.ok(row, `${name} has no row in api/src/testing/matrix-rows.ts: http/matrix.test.ts says what to add`)
  return new RouteUnderTest({ name, row, world })
}

/** Some of the names, so that one wrong value does not hide another. */
function partsOf(schema: Endpoint['params']): fc.Arbitrary<Texts> {
  return fc.record(Object.fromEntries(Object.keys(schema?.shape ?? {}).map((name) => [name, anyText])), {
    requiredKeys: [],
  })
}

/** Halves of surrogate pairs cannot be written in an address. */
function wellFormed(texts: Texts): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, (text ?? '').toWellFormed()]))
}

interface Fuzzing<Input> {
  readonly inputs: fc.Arbitrary<Input>
  readonly awkward: readonly Input[]
  readonly sent: (input: Input) => Sent
}

async function neverFails<Input>(route: RouteUnderTest, { inputs, awkward, sent }: Fuzzing<Input>): Promise<void> {
  const property = fc.asyncProperty(inputs, async (input) => {
    const answer = await world.api.request(route.name, { ...route.call, ...sent(input) })
    // No edge and no function runner stand beside this api, so what passed every check ends there.
    if (/^(?:firewall|functions)_unavailable$/.test(answer.body?.code)) return
    assert.ok(answer.status < 500, `${answer.status} ${JSON.stringify(answer.body)}`)
    if (answer.status >= 400) assertProblemDocument(answer, route.name)
  })
  const examples = awkward.map((input): [Input] => [input])
  await fc.assert(property, { seed, examples, numRuns: examples.length + runsPerSchema })
}
