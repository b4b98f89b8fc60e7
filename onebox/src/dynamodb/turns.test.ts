import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Pool } from 'pg'
import { type DynamoInTurn, openDynamo } from './dynamo.ts'
import { createItemTables, PostgresRows } from './store/postgres-rows.ts'
import { startPool } from './testing/postgres.ts'
import { counts } from './testing/tables.ts'

let started: { pool: Pool; stop: () => Promise<void> }
let dynamo: DynamoInTurn

before(async () => {
  started = await startPool()
  await createItemTables(started.pool)
  dynamo = openDynamo([counts], new PostgresRows(started.pool, [counts]))
})

after(() => started.stop())

const Key = (pk: string) => ({ pk: { S: pk }, at: { N: '1' } })

/** Reads a number and writes the next, on the condition that nobody else did. */
async function countOn(pk: string): Promise<void> {
  const turn = dynamo.begin()
  try {
    const get = { TransactItems: [{ Get: { TableName: 'counts', Key: Key(pk) } }] }
    const { Responses } = await dynamo.send('TransactGetItems', get, turn)
    const [{ Item = undefined } = {}]: { Item?: { n: { N: string } } }[] = JSON.parse(JSON.stringify(Responses))
    const was = Item?.n.N ?? '0'
    const Update = {
      TableName: 'counts',
      Key: Key(pk),
      UpdateExpression: 'SET n = :next',
      ConditionExpression: 'attribute_not_exists(n) OR n = :was',
      ExpressionAttributeValues: { ':next': { N: String(Number(was) + 1) }, ':was': { N: was } },
    }
    await dynamo.send('TransactWriteItems', { TransactItems: [{ Update }] }, turn)
  } finally {
    turn.end()
  }
}

test('of those who read in order to write, each has its turn, and none loses to another', async () => {
  await Promise.all(Array.from({ length: 20 }, () => countOn('many')))
  const { Item } = await dynamo.send('GetItem', { TableName: 'counts', Key: Key('many') })
  assert.deepEqual(Item, { ...Key('many'), n: { N: '20' } })
})

test('who does not come to an end keeps others for a while only, and writes by itself without waiting', async () => {
  const stuck = dynamo.begin()
  await dynamo.send('TransactGetItems', { TransactItems: [{ Get: { TableName: 'counts', Key: Key('one') } }] }, stuck)
  await dynamo.send('PutItem', { TableName: 'counts', Item: { ...Key('one'), n: { N: '7' } } }, stuck)
  await countOn('one')
  const { Item } = await dynamo.send('GetItem', { TableName: 'counts', Key: Key('one') })
  assert.deepEqual(Item, { ...Key('one'), n: { N: '8' } })
})
