import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dynamodbHelpers as ddb } from './dynamodb-helpers.ts'

const key = { pk: 'C#1', sk: 'META' }
const mappedKey = { pk: { S: 'C#1' }, sk: { S: 'META' } }
const { operations } = ddb

/** Each helper's request object, as AppSync's own makes it. */
const requests: Readonly<Record<string, readonly [actual: unknown, expected: unknown]>> = {
  get: [ddb.get({ key }), { operation: 'GetItem', key: mappedKey }],
  'get, consistently and in part': [
    ddb.get({ key, consistentRead: true, projection: ['name', 'a.b[1]', 'c.b'] }),
    {
      operation: 'GetItem',
      key: mappedKey,
      consistentRead: true,
      projection: {
        expression: '#expName_1, #expName_2.#expName_3[1], #expName_4.#expName_3',
        expressionNames: { '#expName_1': 'name', '#expName_2': 'a', '#expName_3': 'b', '#expName_4': 'c' },
      },
    },
  ],
  put: [
    ddb.put({ key, item: { value: 10, none: null, list: ['a', true], map: { b: 1.5 } } }),
    {
      operation: 'PutItem',
      key: mappedKey,
      attributeValues: {
        value: { N: 10 },
        none: { NULL: null },
        list: { L: [{ S: 'a' }, { BOOL: true }] },
        map: { M: { b: { N: 1.5 } } },
      },
    },
  ],
  'put on a condition without values': [
    ddb.put({ key, item: {}, condition: { pk: { attributeExists: false } } }),
    {
      operation: 'PutItem',
      key: mappedKey,
      attributeValues: {},
      condition: { expression: '(attribute_not_exists(#pk))', expressionNames: { '#pk': 'pk' } },
    },
  ],
  remove: [
    ddb.remove({ key, condition: { lastNumber: { eq: 3 } } }),
    {
      operation: 'DeleteItem',
      key: mappedKey,
      condition: {
        expression: '(#lastNumber = :lastNumber_eq)',
        expressionNames: { '#lastNumber': 'lastNumber' },
        expressionValues: { ':lastNumber_eq': { N: 3 } },
      },
    },
  ],
  'update of several attributes': [
    ddb.update({ key, update: { name: 'a', bio: null, gone: operations.remove(), age: operations.add(10) } }),
    {
      operation: 'UpdateItem',
      key: mappedKey,
      update: {
        expression:
          'SET #expName_1 = :expValue_1, #expName_2 = :expValue_2, #expName_3 = :expValue_3 REMOVE #expName_4',
        expressionNames: { '#expName_1': 'name', '#expName_2': 'bio', '#expName_3': 'age', '#expName_4': 'gone' },
        expressionValues: { ':expValue_1': { S: 'a' }, ':expValue_2': { NULL: null }, ':expValue_3': { N: 10 } },
      },
    },
  ],
  query: [
    ddb.query({
      query: { pk: { eq: 'C#1' }, sk: { beginsWith: 'M#' } },
      filter: { left: { eq: false } },
      index: 'by-member',
      limit: 10,
      nextToken: null,
      scanIndexForward: false,
    }),
    {
      operation: 'Query',
      query: {
        expression: '(#pk = :pk_eq) AND (begins_with(#sk,:sk_beginsWith))',
        expressionNames: { '#pk': 'pk', '#sk': 'sk' },
        expressionValues: { ':pk_eq': { S: 'C#1' }, ':sk_beginsWith': { S: 'M#' } },
      },
      index: 'by-member',
      limit: 10,
      scanIndexForward: false,
      filter: {
        expression: '(#left = :left_eq)',
        expressionNames: { '#left': 'left' },
        expressionValues: { ':left_eq': { BOOL: false } },
      },
    },
  ],
  scan: [ddb.scan({ limit: 10, nextToken: 'abc' }), { operation: 'Scan', limit: 10, nextToken: 'abc' }],
  sync: [ddb.sync({ lastSync: 5 }), { operation: 'Sync', lastSync: 5 }],
  batchGet: [
    ddb.batchGet({ tables: { messages: { keys: [key], consistentRead: true } } }),
    { operation: 'BatchGetItem', tables: { messages: { keys: [mappedKey], consistentRead: true } } },
  ],
  batchPut: [
    ddb.batchPut({ tables: { messages: [{ ...key, a: 1 }] } }),
    { operation: 'BatchPutItem', tables: { messages: [{ ...mappedKey, a: { N: 1 } }] } },
  ],
  batchDelete: [
    ddb.batchDelete({ tables: { messages: [key] } }),
    { operation: 'BatchDeleteItem', tables: { messages: [mappedKey] } },
  ],
  transactGet: [
    ddb.transactGet({ items: [{ table: 'messages', key, projection: ['name'] }] }),
    {
      operation: 'TransactGetItems',
      transactItems: [
        {
          table: 'messages',
          key: mappedKey,
          projection: { expression: '#expName_1', expressionNames: { '#expName_1': 'name' } },
        },
      ],
    },
  ],
  transactWrite: [
    ddb.transactWrite({
      items: [
        { putItem: { table: 'messages', key, item: { a: 1 } } },
        { updateItem: { table: 'messages', key, update: { n: operations.increment() } } },
        { deleteItem: { table: 'messages', key } },
        { conditionCheck: { table: 'messages', key, condition: { a: { attributeExists: true } } } },
      ],
    }),
    {
      operation: 'TransactWriteItems',
      transactItems: [
        { table: 'messages', operation: 'PutItem', key: mappedKey, attributeValues: { a: { N: 1 } } },
        {
          table: 'messages',
          operation: 'UpdateItem',
          key: mappedKey,
          update: {
            expression: 'SET #expName_1 = #expName_1 + :expValue_1',
            expressionNames: { '#expName_1': 'n' },
            expressionValues: { ':expValue_1': { N: 1 } },
          },
        },
        { table: 'messages', operation: 'DeleteItem', key: mappedKey },
        {
          table: 'messages',
          operation: 'ConditionCheck',
          key: mappedKey,
          condition: { expression: '(attribute_exists(#a))', expressionNames: { '#a': 'a' } },
        },
      ],
    },
  ],
}

for (const [what, [actual, expected]] of Object.entries(requests)) {
  test(`${what} makes AppSync's request`, () => {
    assert.deepEqual(actual, expected)
  })
}

const clauses: Readonly<Record<string, readonly [change: unknown, clause: string]>> = {
  a: [operations.replace({ b: 1 }), '#expName_1 = :expValue_1'],
  b: [operations.append([1]), '#expName_1 = list_append(#expName_1, :expValue_1)'],
  c: [operations.prepend([1]), '#expName_1 = list_append(:expValue_1, #expName_1)'],
  d: [operations.increment(10), '#expName_1 = #expName_1 + :expValue_1'],
  e: [operations.decrement(10), '#expName_1 = #expName_1 - :expValue_1'],
  f: [
    [operations.updateListItem('x', 1), operations.updateListItem('y', 2)],
    '#expName_1[1] = :expValue_1, #expName_1[2] = :expValue_2',
  ],
}

for (const [attribute, [change, clause]] of Object.entries(clauses)) {
  test(`an update may say ${clause}`, () => {
    const { update } = ddb.update({ key, update: { [attribute]: change } })
    assert.ok(typeof update === 'object' && update !== null && 'expression' in update)
    assert.equal(update.expression, `SET ${clause}`)
  })
}
