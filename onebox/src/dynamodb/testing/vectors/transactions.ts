import { get, put, refused, thing } from './steps.ts'
import type { Step, Vector } from './vectors.ts'

function write(items: readonly object[], outcome: Omit<Step, 'operation' | 'input'> = {}): Step {
  return { operation: 'TransactWriteItems', input: { TransactItems: items }, ...outcome }
}

const table = { TableName: 'things' }
const fresh = { ConditionExpression: 'attribute_not_exists(pk)' }

export const transactionVectors: readonly Vector[] = [
  {
    title: 'a transaction writes all of it',
    steps: [
      put(thing('transaction', 'counter', { n: { N: '1' } })),
      put(thing('transaction', 'old')),
      put(thing('transaction', 'guard', { open: { BOOL: true } })),
      write([
        {
          Update: {
            ...table,
            Key: thing('transaction', 'counter'),
            UpdateExpression: 'SET n = n + :one',
            ConditionExpression: 'n = :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
        { Put: { ...table, Item: thing('transaction', 'new', { n: { N: '2' } }), ...fresh } },
        { Delete: { ...table, Key: thing('transaction', 'old') } },
        {
          ConditionCheck: {
            ...table,
            Key: thing('transaction', 'guard'),
            ConditionExpression: '#open = :yes',
            ExpressionAttributeNames: { '#open': 'open' },
            ExpressionAttributeValues: { ':yes': { BOOL: true } },
          },
        },
      ]),
      {
        operation: 'TransactGetItems',
        input: {
          TransactItems: ['counter', 'new', 'old'].map((sk) => ({ Get: { ...table, Key: thing('transaction', sk) } })),
        },
        gives: {
          Responses: [
            { Item: thing('transaction', 'counter', { n: { N: '2' } }) },
            { Item: thing('transaction', 'new', { n: { N: '2' } }) },
            {},
          ],
        },
      },
    ],
  },
  {
    title: 'a transaction of which one part fails writes nothing, and says which',
    steps: [
      put(thing('cancelled', 'there')),
      write(
        [
          { Put: { ...table, Item: thing('cancelled', 'a') } },
          { Put: { ...table, Item: thing('cancelled', 'there'), ...fresh } },
          { ConditionCheck: { ...table, Key: thing('cancelled', 'b'), ConditionExpression: 'attribute_exists(pk)' } },
        ],
        { refuses: ['None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'] },
      ),
      get(thing('cancelled', 'a'), {}),
    ],
  },
  {
    title: 'a transaction touches an item once',
    steps: [
      write(
        [{ Put: { ...table, Item: thing('twice', 'a') } }, { Delete: { ...table, Key: thing('twice', 'a') } }],
        refused,
      ),
    ],
  },
  {
    title: 'a transaction has one to a hundred parts, each of one kind',
    steps: [
      write([], refused),
      write(
        Array.from({ length: 101 }, (_, index) => ({ Put: { ...table, Item: thing('many', String(index)) } })),
        refused,
      ),
      write(Array.from({ length: 100 }, (_, index) => ({ Put: { ...table, Item: thing('many', String(index)) } }))),
      write([{}], refused),
    ],
  },
  {
    title: 'a batch puts and deletes, and reads what is there',
    steps: [
      put(thing('batch', 'gone')),
      {
        operation: 'BatchWriteItem',
        input: {
          RequestItems: {
            things: [
              { PutRequest: { Item: thing('batch', 'a', { n: { N: '1' } }) } },
              { PutRequest: { Item: thing('batch', 'b') } },
              { DeleteRequest: { Key: thing('batch', 'gone') } },
            ],
          },
        },
        gives: {},
      },
      get(thing('batch', 'b'), { Item: thing('batch', 'b') }),
      {
        operation: 'BatchGetItem',
        input: {
          RequestItems: {
            things: { Keys: [thing('batch', 'a'), thing('batch', 'gone')], ProjectionExpression: 'sk, n' },
          },
        },
        gives: { Responses: { things: [{ sk: { S: 'a' }, n: { N: '1' } }] } },
      },
    ],
  },
  {
    title: 'a batch names an item once, and not too many',
    steps: [
      {
        operation: 'BatchGetItem',
        input: { RequestItems: { things: { Keys: [thing('x', 'a'), thing('x', 'a')] } } },
        ...refused,
      },
      {
        operation: 'BatchGetItem',
        input: {
          RequestItems: { things: { Keys: Array.from({ length: 101 }, (_, index) => thing('x', String(index))) } },
        },
        ...refused,
      },
      {
        operation: 'BatchWriteItem',
        input: {
          RequestItems: {
            things: Array.from({ length: 26 }, (_, index) => ({ PutRequest: { Item: thing('x', String(index)) } })),
          },
        },
        ...refused,
      },
    ],
  },
]
