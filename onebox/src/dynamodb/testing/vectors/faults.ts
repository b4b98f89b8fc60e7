import { get, put, refused, thing } from './steps.ts'
import type { Step, Vector } from './vectors.ts'

const wrongExpressions: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['n = ', {}],
  ['n = :v', {}],
  ['n == :v', { ':v': { N: '1' } }],
  ['#n = :v', { ':v': { N: '1' } }],
  ['name = :v', { ':v': { N: '1' } }],
  ['n = :v AND', { ':v': { N: '1' } }],
  ['(n = :v', { ':v': { N: '1' } }],
  ['n = :v)', { ':v': { N: '1' } }],
  ['n = :v; drop', { ':v': { N: '1' } }],
  ['attribute_exists()', {}],
  ['attribute_exist(n)', {}],
  ['ATTRIBUTE_EXISTS(n)', {}],
  ['n IN ()', {}],
  ['n BETWEEN :v', { ':v': { N: '1' } }],
  ['n < :v', { ':v': { BOOL: true } }],
  ['begins_with(n, :v)', { ':v': { N: '1' } }],
  ['attribute_type(n, :v)', { ':v': { S: 'X' } }],
  ['n.0 = :v', { ':v': { N: '1' } }],
  ['n[x] = :v', { ':v': { N: '1' } }],
  ['n', {}],
  ['NOT', {}],
  ['n = n', {}],
  ['n[0].a <> n[0].a', {}],
  ['n IN (s, n)', {}],
  ['n BETWEEN n AND s', {}],
  ['begins_with(s, s)', {}],
  ['contains(s, s)', {}],
  ['', {}],
  ['n = :v', { ':v': { N: '1' }, ':unused': { N: '2' } }],
]

const wrongItems: readonly (readonly [string, unknown])[] = [
  ['no sort key', { pk: { S: 'x' } }],
  ['a key of another type', { pk: { N: '1' }, sk: { S: 'x' } }],
  ['an empty key', { pk: { S: '' }, sk: { S: 'x' } }],
  ['a partition key of more than 2,048 bytes', { pk: { S: 'x'.repeat(2049) }, sk: { S: 'x' } }],
  ['a sort key of more than 1,024 bytes', { pk: { S: 'x' }, sk: { S: 'x'.repeat(1025) } }],
  ['an index key of another type', { pk: { S: 'x' }, sk: { S: 'x' }, kind: { N: '1' } }],
  ['an empty index key', { pk: { S: 'x' }, sk: { S: 'x' }, kind: { S: '' } }],
]

function putting(item: unknown): Step {
  return { operation: 'PutItem', input: { TableName: 'things', Item: item }, ...refused }
}

export const faultVectors: readonly Vector[] = [
  ...wrongExpressions.map(([expression, values]) => ({
    title: `condition refused: ${expression} ${JSON.stringify(values)}`,
    steps: [
      put(
        thing('faults', 'x'),
        {
          ConditionExpression: expression,
          ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
        },
        refused,
      ),
      get(thing('faults', 'x'), {}),
    ],
  })),
  ...wrongItems.map(([what, item]) => ({ title: `${what} is refused`, steps: [putting(item)] })),
  {
    title: 'a key has exactly its attributes',
    steps: [
      { operation: 'GetItem', input: { TableName: 'things', Key: { pk: { S: 'x' } } }, ...refused },
      { operation: 'GetItem', input: { TableName: 'things', Key: thing('x', 'y', { z: { S: '' } }) }, ...refused },
      { operation: 'DeleteItem', input: { TableName: 'things', Key: { pk: { S: 'x' }, sk: { N: '1' } } }, ...refused },
    ],
  },
  {
    title: 'a table that is not there is not found',
    steps: [
      {
        operation: 'GetItem',
        input: { TableName: 'nowhere', Key: thing('x', 'y') },
        refuses: 'ResourceNotFoundException',
      },
      {
        operation: 'PutItem',
        input: { TableName: 'nowhere', Item: thing('x', 'y') },
        refuses: 'ResourceNotFoundException',
      },
    ],
  },
  {
    title: 'names and values are given for expressions only, each of its shape',
    steps: [
      put(thing('x', 'y'), { ExpressionAttributeValues: { ':v': { N: '1' } } }, refused),
      put(thing('x', 'y'), { ExpressionAttributeNames: { '#n': 'n' } }, refused),
      put(thing('x', 'y'), { ConditionExpression: 'n = :v', ExpressionAttributeValues: { v: { N: '1' } } }, refused),
      put(
        thing('x', 'y'),
        { ConditionExpression: 'attribute_exists(#n)', ExpressionAttributeNames: { n: 'n' } },
        refused,
      ),
    ],
  },
  {
    title: 'binary keys are bytes',
    steps: [
      { operation: 'PutItem', input: { TableName: 'blobs', Item: { id: { B: 'AAH/' }, n: { N: '1' } } } },
      {
        operation: 'GetItem',
        input: { TableName: 'blobs', Key: { id: { B: 'AAH/' } } },
        gives: { Item: { id: { B: 'AAH/' }, n: { N: '1' } } },
      },
    ],
  },
]
