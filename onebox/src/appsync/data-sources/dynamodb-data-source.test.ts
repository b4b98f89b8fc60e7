import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Pool } from 'pg'
import { type Dynamo, openDynamo } from '../../dynamodb/dynamo.ts'
import { createItemTables, PostgresRows } from '../../dynamodb/store/postgres-rows.ts'
import { startPool } from '../../dynamodb/testing/postgres.ts'
import { dynamodb } from '../runtime/util/dynamodb.ts'
import { dynamodbHelpers as ddb } from '../runtime/util/dynamodb-helpers.ts'
import { systemTables } from '../tables.ts'
import { caller, startExecutor } from '../testing/running-api.ts'
import type { DataSource } from './data-source.ts'
import { dynamodbDataSource } from './dynamodb-data-source.ts'
import { PageTokens } from './page-token.ts'

let started: { pool: Pool; stop: () => Promise<void> }
let dynamo: Dynamo
let source: DataSource
const faults: unknown[] = []

before(async () => {
  started = await startPool()
  await createItemTables(started.pool)
  dynamo = openDynamo(systemTables, new PostgresRows(started.pool, systemTables))
  source = dynamodbDataSource({
    dynamo,
    table: 'messages',
    pageTokens: new PageTokens('a secret of a test'),
    onFault: (error) => faults.push(error),
  })
})

after(() => started.stop())

/** Every test has items of its own. */
let count = 0
function newKey(sk = 'META') {
  count += 1
  return { pk: `C#${count}`, sk }
}

const conditionalPut = (key: object, item: object, equalsIgnore?: readonly string[]) => ({
  operation: 'PutItem',
  key: dynamodb.toMapValues(key),
  attributeValues: dynamodb.toMapValues(item),
  condition: { expression: 'attribute_not_exists(pk)', ...(equalsIgnore && { equalsIgnore }) },
})

const conditionFailed = 'DynamoDB:ConditionalCheckFailedException'

test('what is put is read as it was, whatever it holds', async () => {
  const key = newKey()
  const item = {
    text: 'a\0b',
    number: 1.5,
    none: null,
    flag: false,
    list: [1, 'a', { b: [] }],
    map: { a: { b: 'c' }, ['__proto__']: 1 },
  }
  assert.deepEqual(await source.invoke(ddb.put({ key, item })), { result: { ...item, ...key } })
  assert.deepEqual(await source.invoke(ddb.get({ key })), { result: { ...item, ...key } })
})

test('sets are read as lists, and what is not there as null', async () => {
  const key = newKey()
  const attributeValues = { texts: { SS: ['a', 'b'] }, numbers: { NS: [1, 2.5] }, bytes: { B: 'AQI=' } }
  await source.invoke({ operation: 'PutItem', key: dynamodb.toMapValues(key), attributeValues })
  const { result } = await source.invoke(ddb.get({ key, projection: ['texts', 'numbers', 'bytes'] }))
  assert.deepEqual(result, { texts: ['a', 'b'], numbers: [1, 2.5], bytes: 'AQI=' })
  assert.deepEqual(await source.invoke(ddb.get({ key: newKey() })), { result: null })
})

test('a conditional put that was done before succeeds again, but for what it may differ in', async () => {
  const key = newKey()
  assert.equal((await source.invoke(conditionalPut(key, { body: 'a', at: 1 }))).error, undefined)
  const again = await source.invoke(conditionalPut(key, { body: 'a', at: 2 }, ['at']))
  assert.deepEqual(again, { result: { ...key, body: 'a', at: 1 } })
})

test('a conditional put of something else fails, and shows what is there', async () => {
  const key = newKey()
  await source.invoke(conditionalPut(key, { body: 'a', at: 1 }))
  for (const other of [conditionalPut(key, { body: 'a', at: 2 }), conditionalPut(key, { body: 'b', at: 1 }, ['at'])]) {
    const { result, error } = await source.invoke(other)
    assert.deepEqual([result, error?.type], [{ ...key, body: 'a', at: 1 }, conditionFailed])
  }
})

test('a conditional removal of what is not there succeeds, and one on another condition fails', async () => {
  const key = newKey()
  const removal = ddb.remove({ key, condition: { owner: { eq: 'me' } } })
  assert.deepEqual(await source.invoke(removal), { result: null })
  await source.invoke(ddb.put({ key, item: { owner: 'you' } }))
  const { result, error } = await source.invoke(removal)
  assert.deepEqual([result, error?.type], [{ ...key, owner: 'you' }, conditionFailed])
  assert.deepEqual(await source.invoke(ddb.remove({ key })), { result: { ...key, owner: 'you' } })
})

test('an update answers with the item as it is now', async () => {
  const key = newKey()
  const { operations } = ddb
  await source.invoke(ddb.put({ key, item: { count: 1, list: ['a'], gone: true } }))
  const update = {
    count: operations.increment(2),
    list: operations.append(['b']),
    gone: operations.remove(),
    name: 'n',
  }
  const updated = await source.invoke(ddb.update({ key, update, condition: { count: { eq: 1 } } }))
  assert.deepEqual(updated, { result: { ...key, count: 3, list: ['a', 'b'], name: 'n' } })
  const { error } = await source.invoke(ddb.update({ key, update: { count: 0 }, condition: { count: { eq: 1 } } }))
  assert.equal(error?.type, conditionFailed)
})

test('pages follow one another by tokens that nobody can make up', async () => {
  const { pk } = newKey()
  for (const n of [1, 2, 3]) await source.invoke(ddb.put({ key: { pk, sk: `E#${n}` }, item: { n } }))
  const page = async (nextToken?: unknown, index?: string) => {
    const query = index === undefined ? { pk: { eq: pk } } : { memberPk: { eq: pk } }
    return source.invoke(ddb.query({ query, index, limit: 2, nextToken, scanIndexForward: false }))
  }
  const first = pageOf((await page()).result)
  assert.deepEqual(first.numbers, [3, 2])
  assert.doesNotMatch(Buffer.from(String(first.nextToken), 'base64url').toString(), /E#/)
  const second = pageOf((await page(first.nextToken)).result)
  assert.deepEqual([second.numbers, second.nextToken], [[1], null])
  const altered = `A${String(first.nextToken).slice(1)}`
  const madeUp = Buffer.from(JSON.stringify({ pk: { S: pk }, sk: { S: 'E#2' } })).toString('base64url')
  for (const token of [altered, madeUp, '']) {
    assert.equal((await page(token)).error?.message, 'Invalid nextToken', token)
  }
  assert.equal((await page(first.nextToken, 'by-member')).error?.message, 'Invalid nextToken')
})

test('a filter is applied to a page', async () => {
  const { pk } = newKey()
  for (const n of [1, 2, 3]) await source.invoke(ddb.put({ key: { pk, sk: `E#${n}` }, item: { n } }))
  const query = { pk: { eq: pk }, sk: { between: ['E#1', 'E#2'] } }
  const { result } = await source.invoke(ddb.query({ query, filter: { n: { gt: 1 } } }))
  assert.deepEqual(pageOf(result).numbers, [2])
})

test('a batch is read in the order of its keys, null where there is nothing', async () => {
  const [one, two, missing] = [newKey(), newKey(), newKey()]
  const put = ddb.batchPut({
    tables: {
      messages: [
        { ...one, n: 1 },
        { ...two, n: 2 },
      ],
    },
  })
  assert.deepEqual((await source.invoke(put)).result, {
    data: {
      messages: [
        { ...one, n: 1 },
        { ...two, n: 2 },
      ],
    },
    unprocessedItems: { messages: [] },
  })
  const get = ddb.batchGet({ tables: { messages: { keys: [two, missing, one] } } })
  assert.deepEqual((await source.invoke(get)).result, {
    data: { messages: [{ ...two, n: 2 }, null, { ...one, n: 1 }] },
    unprocessedKeys: { messages: [] },
  })
  const removal = ddb.batchDelete({ tables: { messages: [one, two] } })
  assert.deepEqual((await source.invoke(removal)).result, {
    data: { messages: [null, null] },
    unprocessedKeys: { messages: [] },
  })
  assert.deepEqual(await source.invoke(ddb.get({ key: one })), { result: null })
})

const table = 'messages'

test('a transaction writes everything, and reads in its order', async () => {
  const [one, two, three] = [newKey(), newKey(), newKey()]
  await source.invoke(ddb.put({ key: two, item: { n: 2 } }))
  const written = await source.invoke(
    ddb.transactWrite({
      items: [
        { putItem: { table, key: one, item: { n: 1 }, condition: { pk: { attributeExists: false } } } },
        { updateItem: { table, key: two, update: { n: ddb.operations.increment() }, condition: { n: { eq: 2 } } } },
        { deleteItem: { table, key: three } },
      ],
    }),
  )
  assert.deepEqual(written, { result: { keys: [one, two, three], cancellationReasons: null } })
  const read = await source.invoke(
    ddb.transactGet({ items: [two, three, one].map((key) => ({ table, key, projection: ['n'] })) }),
  )
  assert.deepEqual(read, { result: { items: [{ n: 3 }, null, { n: 1 }], cancellationReasons: null } })
})

test('a cancelled transaction is an error, and the result says which of its items was to blame', async () => {
  const [one, two] = [newKey(), newKey()]
  await source.invoke(ddb.put({ key: two, item: { n: 2 } }))
  const { result, error } = await source.invoke(
    ddb.transactWrite({
      items: [
        { putItem: { table, key: one, item: {} } },
        { conditionCheck: { table, key: two, condition: { n: { eq: 1 } } } },
      ],
    }),
  )
  assert.equal(error?.type, 'DynamoDB:TransactionCanceledException')
  assert.deepEqual(result, {
    keys: null,
    cancellationReasons: [
      { type: 'None', message: null, item: null },
      { type: 'ConditionalCheckFailed', message: 'The conditional request failed', item: { ...two, n: 2 } },
    ],
  })
  assert.deepEqual(await source.invoke(ddb.get({ key: one })), { result: null })
})

const mistaken: Readonly<Record<string, readonly [request: unknown, type: string]>> = {
  'no operation': [{}, 'DynamoDB:UnsupportedOperation'],
  'a scan': [ddb.scan(), 'DynamoDB:UnsupportedOperation'],
  nothing: [null, 'DynamoDB:UnsupportedOperation'],
  'half a key': [ddb.get({ key: { pk: 'a' } }), 'DynamoDB:ValidationException'],
  'another table': [
    ddb.transactGet({ items: [{ table: 'others', key: { pk: 'a', sk: 'b' } }] }),
    'DynamoDB:ResourceNotFoundException',
  ],
  'a broken expression': [
    { operation: 'DeleteItem', key: dynamodb.toMapValues({ pk: 'a', sk: 'b' }), condition: { expression: 'a =' } },
    'DynamoDB:ValidationException',
  ],
}

for (const [what, [request, type]] of Object.entries(mistaken)) {
  test(`a request with ${what} is ${type}`, async () => {
    assert.equal((await source.invoke(request)).error?.type, type)
  })
}

test('a table that cannot be reached is an error that tells resolvers no more', async () => {
  const broken = dynamodbDataSource({
    dynamo: { send: () => Promise.reject(new Error('no route to 10.0.0.7')) },
    table,
    pageTokens: new PageTokens('a secret of a test'),
    onFault: (error) => faults.push(error),
  })
  assert.deepEqual(await broken.invoke(ddb.get({ key: newKey() })), {
    result: null,
    error: { type: 'DynamoDB:InternalServerError', message: 'The table could not be reached.' },
  })
  assert.match(String(faults.at(-1)), /10\.0\.0\.7/)
})

test('resolvers reach the table from a query to its answer, and again to the same one', async () => {
  const { executor } = await startExecutor({ dynamo })
  const query = 'mutation ($note: String) { putThing(id: "t1", owner: "me", note: $note) { id note } }'
  const put = async (note: string) =>
    JSON.parse(JSON.stringify(await executor.execute({ query, variables: { note } }, caller)))
  assert.deepEqual(await put('a'), { data: { putThing: { id: 't1', note: 'a' } } })
  assert.deepEqual(await put('a'), { data: { putThing: { id: 't1', note: 'a' } } })
  const { data, errors } = await put('b')
  assert.deepEqual(
    [data, errors[0].errorType, errors[0].errorInfo],
    [{ putThing: null }, conditionFailed, { found: 'a' }],
  )
  const transfer = { query: 'mutation { transfer(from: "none", to: "t1") }' }
  const { data: cancelled } = await executor.execute(transfer, caller)
  const { error, result } = JSON.parse(String(cancelled?.transfer))
  assert.equal(error, 'DynamoDB:TransactionCanceledException')
  assert.deepEqual(
    result.cancellationReasons.map(({ type }: { type: string }) => type),
    ['ConditionalCheckFailed', 'None'],
  )
})

function pageOf(result: unknown): { numbers: readonly unknown[]; nextToken: unknown } {
  assert.ok(typeof result === 'object' && result !== null && 'items' in result && 'nextToken' in result)
  const { items, nextToken } = result
  assert.ok(Array.isArray(items))
  return { numbers: items.map(({ n }) => n), nextToken }
}
