import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Pool } from 'pg'
import { type Dynamo, openDynamo } from './dynamo.ts'
import { DynamoError } from './errors.ts'
import { createItemTables, PostgresRows } from './store/postgres-rows.ts'
import { startPool } from './testing/postgres.ts'
import { testTables } from './testing/tables.ts'
import { thing } from './testing/vectors/steps.ts'

let dynamo: Dynamo
let rows: PostgresRows
let pool: Pool
let stop: () => Promise<void>

before(async () => {
  const started = await startPool()
  pool = started.pool
  stop = started.stop
  await createItemTables(pool)
  rows = new PostgresRows(pool, testTables)
  dynamo = openDynamo(testTables, rows)
})
after(() => stop())

const table = { TableName: 'things' }
const many = Array.from({ length: 40 }, (_, index) => index)

test('counting at once counts each', async () => {
  const count = {
    ...table,
    Key: thing('race', 'counter'),
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  }
  await Promise.all(many.map(() => dynamo.send('UpdateItem', count)))
  const { Item } = await dynamo.send('GetItem', { ...table, Key: thing('race', 'counter') })
  assert.deepEqual({ ...Object(Item) }, thing('race', 'counter', { n: { N: '40' } }))
})

test('of many who put what must not be there, one does', async () => {
  const put = { ...table, Item: thing('race', 'first'), ConditionExpression: 'attribute_not_exists(pk)' }
  const outcomes = await Promise.allSettled(many.map(() => dynamo.send('PutItem', put)))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  assert.ok(refusals.every((error) => error instanceof DynamoError && error.name === 'ConditionalCheckFailedException'))
})

test('numbers given within a transaction have no gap and no double', async () => {
  await dynamo.send('PutItem', { ...table, Item: thing('numbered', 'head', { last: { N: '0' } }) })
  await Promise.all(many.map((index) => append(`message ${index}`)))
  const { Items } = await dynamo.send('Query', {
    ...table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :m)',
    ExpressionAttributeValues: { ':pk': { S: 'numbered' }, ':m': { S: 'm#' } },
  })
  assert.ok(Array.isArray(Items))
  assert.deepEqual(
    Items.map((item) => item.sk.S),
    many.map((index) => `m#${String(index + 1).padStart(4, '0')}`),
  )
})

/** As a resolver numbers messages: takes the next number, if nobody else took it meanwhile. */
async function append(text: string): Promise<void> {
  for (;;) {
    const { Item } = await dynamo.send('GetItem', { ...table, Key: thing('numbered', 'head') })
    const last = Number(Object(Item).last.N)
    const next = String(last + 1)
    const taken = await dynamo
      .send('TransactWriteItems', {
        TransactItems: [
          {
            Update: {
              ...table,
              Key: thing('numbered', 'head'),
              UpdateExpression: 'SET #last = :next',
              ConditionExpression: '#last = :last',
              ExpressionAttributeNames: { '#last': 'last' },
              ExpressionAttributeValues: { ':next': { N: next }, ':last': { N: String(last) } },
            },
          },
          {
            Put: {
              ...table,
              Item: thing('numbered', `m#${next.padStart(4, '0')}`, { body: { S: text } }),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ],
      })
      .then(
        () => true,
        (error: unknown) => {
          if (error instanceof DynamoError && error.name === 'TransactionCanceledException') return false
          throw error
        },
      )
    if (taken) return
  }
}

test('transactions that cross each other all come to an end', async () => {
  const crossing = (first: string, second: string) => ({
    TransactItems: [first, second].map((sk) => ({
      Update: {
        ...table,
        Key: thing('crossing', sk),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    })),
  })
  await Promise.all(
    many.map((index) => dynamo.send('TransactWriteItems', index % 2 === 0 ? crossing('a', 'b') : crossing('b', 'a'))),
  )
  const { Items } = await dynamo.send('Query', {
    ...table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'crossing' } },
  })
  assert.ok(Array.isArray(Items))
  assert.deepEqual(
    Items.map((item) => item.n.N),
    ['40', '40'],
  )
})

test('what has lived its time is deleted, with its places in indexes', async () => {
  const past = { expiresAt: { N: '1000' }, kind: { S: 'expiring' } }
  const future = { expiresAt: { N: '99999999999' }, kind: { S: 'expiring' } }
  await dynamo.send('PutItem', { ...table, Item: thing('ttl', 'past', past) })
  await dynamo.send('PutItem', { ...table, Item: thing('ttl', 'future', future) })
  await dynamo.send('PutItem', { ...table, Item: thing('ttl', 'no time', { expiresAt: { S: '1000' } }) })
  assert.equal(await rows.deleteExpired('things', 100), 1)
  const { Items } = await dynamo.send('Query', {
    ...table,
    IndexName: 'by-rank',
    KeyConditionExpression: 'kind = :k',
    ExpressionAttributeValues: { ':k': { S: 'expiring' } },
  })
  assert.deepEqual(Items, [])
  const left = await pool.query("select count(*)::int as entries from dynamodb.index_entry where index_name = 'keys'")
  assert.deepEqual(left.rows, [{ entries: 1 }])
})

test('a page ends at 1 MB, and the next goes on', async () => {
  const text = { S: 'x'.repeat(300_000) }
  for (const sk of ['1', '2', '3', '4', '5']) {
    await dynamo.send('PutItem', { ...table, Item: thing('large', sk, { text }) })
  }
  const pages: number[] = []
  let start: unknown
  do {
    const page = await dynamo.send('Query', {
      ...table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'large' } },
      ...(start !== undefined && { ExclusiveStartKey: start }),
    })
    pages.push(Number(page.Count))
    start = page.LastEvaluatedKey
  } while (start !== undefined)
  assert.deepEqual(pages, [4, 1])
})

test('what another process wrote counts for conditions and updates here', async () => {
  const other = openDynamo(testTables, new PostgresRows(pool, testTables))
  const Key = thing('elsewhere', 'item')
  const count = (where: Dynamo) =>
    where.send('UpdateItem', {
      ...table,
      Key,
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    })
  for (const where of [dynamo, other, dynamo, other]) await count(where)
  const { Attributes } = await count(dynamo)
  assert.deepEqual({ ...Object(Attributes) }, thing('elsewhere', 'item', { n: { N: '5' } }))
  await other.send('DeleteItem', { ...table, Key })
  const conditions = { ...table, Key, ConditionExpression: 'attribute_exists(pk)' }
  await assert.rejects(dynamo.send('DeleteItem', conditions), { name: 'ConditionalCheckFailedException' })
  await other.send('PutItem', { ...table, Item: thing('elsewhere', 'item', { n: { N: '7' } }) })
  await dynamo.send('DeleteItem', conditions)
})
