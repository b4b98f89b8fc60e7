import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { memberId } from './testing/issuer.ts'
import { caller, type ExecutorUnderTest, startExecutor } from './testing/running-api.ts'

let under: ExecutorUnderTest

before(async () => {
  under = await startExecutor()
})

function run(query: string, variables?: Record<string, unknown>) {
  return under.executor.execute({ query, ...(variables && { variables }) }, caller)
}

/** Without what tells objects of resolvers apart. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

test('a field is answered by its resolver, scalars of AWS by their forms', async () => {
  const { data, errors } = await run(
    'query ($at: AWSDateTime, $json: AWSJSON) { echo(text: "a", number: 1, at: $at, json: $json) { text number at json } }',
    { at: '2026-11-25T03:00:00.000Z', json: '{"a":[1]}' },
  )
  assert.equal(errors, undefined)
  assert.deepEqual(plain(data), { echo: { text: 'a', number: 1, at: '2026-11-25T03:00:00.000Z', json: '{"a":[1]}' } })
})

const badVariables = [
  { at: 'yesterday' },
  { at: '2026-11-25' },
  { json: '{' },
  { json: { a: 1 } },
  { number: 'one' },
  { number: 2 ** 31 },
]

for (const variables of badVariables) {
  test(`variables are checked by their types: ${JSON.stringify(variables)}`, async () => {
    const { data, errors = [] } = await run(
      'query ($at: AWSDateTime, $json: AWSJSON, $number: Int) { echo(at: $at, json: $json, number: $number) { text } }',
      variables,
    )
    assert.equal(data, null)
    assert.equal(errors.length, 1)
  })
}

test('an error raised by a resolver stands at its field, in the form of AppSync', async () => {
  const { data, errors } = await run('{ secret echo(text: "a") { text } }')
  assert.deepEqual(plain(data), { secret: null, echo: { text: 'a' } })
  assert.deepEqual(plain(errors), [
    {
      path: ['secret'],
      data: null,
      errorType: 'Unauthorized',
      errorInfo: null,
      locations: [{ line: 1, column: 3, sourceName: null }],
      message: 'Not Authorized to access secret on type Query',
    },
  ])
})

test('an appended error leaves the value as it is', async () => {
  const { data, errors } = await run('{ some: partial }')
  assert.deepEqual(plain(data), { some: ['a', null] })
  assert.deepEqual(plain(errors), [
    {
      path: ['some'],
      locations: [{ line: 1, column: 3, sourceName: null }],
      message: 'one is missing',
      errorType: 'Partial',
      data: { missing: 1 },
      errorInfo: { advice: 'ask again' },
    },
  ])
})

test('null where there must be something is an error, and leaves nothing', async () => {
  const { data, errors } = await run('{ needed }')
  assert.equal(data, null)
  assert.deepEqual(plain(errors?.map(({ message, path }) => ({ message, path }))), [
    { message: "Cannot return null for non-nullable type within parent 'Query' (/needed)", path: ['needed'] },
  ])
})

test('what a resolver runs into is told to nobody but the operator', async () => {
  const { data, errors } = await run('{ broken }')
  assert.deepEqual(plain([data, errors?.map(({ message, errorType }) => [message, errorType])]), [
    { broken: null },
    [['Runtime Error', 'Code']],
  ])
  assert.match(String(under.faults.at(-1)), /reading 'name'/)
})

test('a resolver finds in ctx what AppSync gives it', async () => {
  const { data, headers } = await run('query ($a: Int) { c: context echo(number: $a) { text } }', { a: 1 })
  assert.deepEqual(JSON.parse(String(data?.c)), {
    info: {
      fieldName: 'context',
      parentTypeName: 'Query',
      variables: { a: 1 },
      selectionSetList: [],
      selectionSetGraphQL: '',
    },
    identity: { sub: memberId, issuer: 'http://localhost/api/auth', claims: { role: 'member' } },
    headers: ['authorization'],
    domainName: 'localhost',
    others: { stash: {}, prev: null, source: null, env: {} },
  })
  assert.deepEqual([...(headers ?? [])], [['seen', 'context']])
})

const pipelines: Readonly<Record<string, readonly string[]>> = {
  none: ['asked after begun', 'asked after step 1', 'step 2'],
  next: ['asked after begun', 'asked after skipped', 'step 2'],
  end: ['asked after begun', 'ended'],
  before: ['before'],
}

for (const [early, steps] of Object.entries(pipelines)) {
  test(`a pipeline that returns early at ${early} answers ${steps.join(', ')}`, async () => {
    const { data } = await run('query ($early: String) { steps(early: $early) }', { early })
    assert.deepEqual(plain(data?.steps), steps)
  })
}

const nested = (depth: number) => `{ echo { ${'inner { '.repeat(depth)} text ${'} '.repeat(depth)} } }`
const spread = (times: number) =>
  `{ ...f${times} } fragment f0 on Query { ${Array.from({ length: 10 }, (_, index) => `a${index}: needed`).join(' ')} } ${Array.from(
    { length: times },
    (_, index) => `fragment f${index + 1} on Query { ...f${index} ...f${index} }`,
  ).join(' ')}`

const refusals: Readonly<Record<string, readonly [query: string, errorType: string, message: RegExp]>> = {
  'an unknown field': [
    '{ echos { text } }',
    'ValidationError',
    /^Validation error of type FieldUndefined: Cannot query field "echos" on type "Query"\.$/,
  ],
  'an unknown argument': ['{ echo(texts: "a") { text } }', 'ValidationError', /type UnknownArgument: [^?]*$/],
  'a missing argument': ['{ thing { id } }', 'ValidationError', /type MissingFieldArgument/],
  'a value of another type': ['{ echo(number: "a") { text } }', 'ValidationError', /type WrongType/],
  'an object without selection': ['{ echo }', 'ValidationError', /type SubselectionRequired/],
  'an unused variable': ['query ($a: Int) { needed }', 'ValidationError', /type UnusedVariable/],
  'a variable that is not defined': ['{ echo(number: $a) { text } }', 'ValidationError', /type UndefinedVariable/],
  introspection: ['{ __schema { __typename } }', 'ValidationError', /IntrospectionDisabled/],
  'a fragment within itself': ['{ ...a } fragment a on Query { ...a }', 'ValidationError', /FragmentCycle/],
  'several subscriptions': [
    'subscription { a: onThing { id } b: onThing { id } }',
    'ValidationError',
    /SubscriptionMultipleRootFields/,
  ],
  'a deep query': [nested(10), 'QueryDepthLimitReached', /10 deep/],
  'many aliases': [
    `{ ${Array.from({ length: 21 }, (_, index) => `a${index}: needed`).join(' ')} }`,
    'ResolverExecutionLimitReached',
    /20/,
  ],
  'fragments that double': [spread(40), 'ResolverExecutionLimitReached', /1000 fields/],
  'several operations and no name': ['query a { needed } query b { needed }', 'BadRequestException', /operation name/],
  'text that is no GraphQL': ['{ needed', 'MalformedHttpRequestException', /Unable to parse GraphQL query\./],
  'more words than anyone needs': [
    `{ ${'needed '.repeat(5_000)} }`,
    'MalformedHttpRequestException',
    /Unable to parse/,
  ],
  'a subscription': ['subscription { onThing { id } }', 'UnsupportedOperation', /real-time endpoint/],
}

for (const [what, [query, errorType, message]] of Object.entries(refusals)) {
  test(`refused: ${what}`, async () => {
    const { errors = [] } = await run(query)
    assert.equal(errors.length, 1)
    assert.equal(errors[0]?.errorType, errorType)
    assert.match(errors[0]?.message ?? '', message)
  })
}

test('a query at the limits of depth and width is answered', async () => {
  const { errors } = await run(nested(8))
  assert.equal(errors, undefined)
})

test('an operation is found by its name', async () => {
  const query = 'query a { echo(text: "a") { text } } query b { echo(text: "b") { text } }'
  const { data } = await under.executor.execute({ query, operationName: 'b' }, caller)
  assert.deepEqual(plain(data), { echo: { text: 'b' } })
})
