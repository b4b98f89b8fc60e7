import type { Item } from '../../values/attribute-value.ts'
import { put, query, refused, thing } from './steps.ts'
import type { Step, Vector } from './vectors.ts'

const letters = ['a', 'ab', 'abc', 'b', 'é', 'z']

function lettered(pk: string): readonly Step[] {
  return letters.map((letter, index) => put(thing(pk, letter, { n: { N: String(index) } })))
}

function items(pk: string, chosen: readonly string[]): readonly Item[] {
  return chosen.map((letter) => thing(pk, letter, { n: { N: String(letters.indexOf(letter)) } }))
}

function of(pk: string, values: Item = {}) {
  return { ExpressionAttributeValues: { ':pk': { S: pk }, ...values } }
}

const ranges: readonly (readonly [string, Item, readonly string[]])[] = [
  ['sk = :v', { ':v': { S: 'ab' } }, ['ab']],
  ['sk < :v', { ':v': { S: 'b' } }, ['a', 'ab', 'abc']],
  ['sk <= :v', { ':v': { S: 'b' } }, ['a', 'ab', 'abc', 'b']],
  ['sk > :v', { ':v': { S: 'ab' } }, ['abc', 'b', 'z', 'é']],
  ['sk >= :v', { ':v': { S: 'b' } }, ['b', 'z', 'é']],
  ['sk BETWEEN :v AND :w', { ':v': { S: 'ab' }, ':w': { S: 'b' } }, ['ab', 'abc', 'b']],
  ['begins_with(sk, :v)', { ':v': { S: 'ab' } }, ['ab', 'abc']],
]

const numbers = ['-100', '-12.5', '-3', '0', '0.001', '2', '10', '100.5', '1e20']

export const queryVectors: readonly Vector[] = [
  {
    title: 'a partition comes in the order of its sort key, either way',
    steps: [
      ...lettered('order'),
      query(
        { KeyConditionExpression: 'pk = :pk', ...of('order') },
        { gives: { Items: items('order', ['a', 'ab', 'abc', 'b', 'z', 'é']), Count: 6, ScannedCount: 6 } },
      ),
      query(
        { KeyConditionExpression: 'pk = :pk', ...of('order'), ScanIndexForward: false },
        { gives: { Items: items('order', ['é', 'z', 'b', 'abc', 'ab', 'a']), Count: 6, ScannedCount: 6 } },
      ),
    ],
  },
  ...ranges.map(([expression, values, found]) => ({
    title: `query: ${expression}`,
    steps: [
      ...lettered('ranges'),
      query(
        { KeyConditionExpression: `pk = :pk AND ${expression}`, ...of('ranges', values) },
        { gives: { Items: items('ranges', found), Count: found.length, ScannedCount: found.length } },
      ),
    ],
  })),
  {
    title: 'pages go on where they ended, and filters come after the limit',
    steps: [
      ...lettered('pages'),
      query(
        { KeyConditionExpression: 'pk = :pk', ...of('pages'), Limit: 4 },
        {
          gives: {
            Items: items('pages', ['a', 'ab', 'abc', 'b']),
            Count: 4,
            ScannedCount: 4,
            LastEvaluatedKey: thing('pages', 'b'),
          },
        },
      ),
      query(
        { KeyConditionExpression: 'pk = :pk', ...of('pages'), Limit: 4, ExclusiveStartKey: thing('pages', 'b') },
        { gives: { Items: items('pages', ['z', 'é']), Count: 2, ScannedCount: 2 } },
      ),
      query(
        {
          KeyConditionExpression: 'pk = :pk',
          FilterExpression: 'n > :n',
          ...of('pages', { ':n': { N: '1' } }),
          Limit: 3,
        },
        {
          gives: { Items: items('pages', ['abc']), Count: 1, ScannedCount: 3, LastEvaluatedKey: thing('pages', 'abc') },
        },
      ),
      query(
        { KeyConditionExpression: 'pk = :pk', ...of('pages'), Limit: 6 },
        {
          gives: {
            Items: items('pages', ['a', 'ab', 'abc', 'b', 'z', 'é']),
            Count: 6,
            ScannedCount: 6,
            LastEvaluatedKey: thing('pages', 'é'),
          },
        },
      ),
      query(
        { KeyConditionExpression: 'pk = :pk', ...of('pages'), Select: 'COUNT' },
        { gives: { Count: 6, ScannedCount: 6 } },
      ),
    ],
  },
  {
    title: 'numbers sort as numbers',
    steps: [
      ...numbers.map(
        (at): Step => ({
          operation: 'PutItem',
          input: { TableName: 'counts', Item: { pk: { S: 'numbers' }, at: { N: at } } },
        }),
      ),
      {
        operation: 'Query',
        input: {
          TableName: 'counts',
          KeyConditionExpression: 'pk = :pk AND #at BETWEEN :low AND :high',
          ExpressionAttributeNames: { '#at': 'at' },
          ...of('numbers', { ':low': { N: '-50' }, ':high': { N: '1e20' } }),
        },
        gives: {
          Items: ['-12.5', '-3', '0', '0.001', '2', '10', '100.5', '100000000000000000000'].map((at) => ({
            pk: { S: 'numbers' },
            at: { N: at },
          })),
          Count: 8,
          ScannedCount: 8,
        },
      },
    ],
  },
  {
    title: 'an index holds the items that have its keys, in its order and shape',
    steps: [
      put(thing('indexed', '1', { kind: { S: 'lamp' }, rank: { N: '10' }, note: { S: 'ten' } })),
      put(thing('indexed', '2', { kind: { S: 'lamp' }, rank: { N: '9' }, note: { S: 'nine' } })),
      put(thing('indexed', '3', { kind: { S: 'lamp' }, note: { S: 'no rank' } })),
      query(
        {
          IndexName: 'by-rank',
          KeyConditionExpression: 'kind = :k',
          ExpressionAttributeValues: { ':k': { S: 'lamp' } },
        },
        {
          gives: {
            Items: [
              thing('indexed', '2', { kind: { S: 'lamp' }, rank: { N: '9' }, note: { S: 'nine' } }),
              thing('indexed', '1', { kind: { S: 'lamp' }, rank: { N: '10' }, note: { S: 'ten' } }),
            ],
            Count: 2,
            ScannedCount: 2,
          },
        },
      ),
      query(
        {
          IndexName: 'by-rank',
          KeyConditionExpression: 'kind = :k AND #rank > :r',
          ExpressionAttributeNames: { '#rank': 'rank' },
          ExpressionAttributeValues: { ':k': { S: 'lamp' }, ':r': { N: '8.5' } },
          Limit: 1,
        },
        {
          gives: {
            Items: [thing('indexed', '2', { kind: { S: 'lamp' }, rank: { N: '9' }, note: { S: 'nine' } })],
            Count: 1,
            ScannedCount: 1,
            LastEvaluatedKey: thing('indexed', '2', { kind: { S: 'lamp' }, rank: { N: '9' } }),
          },
        },
      ),
      query(
        {
          IndexName: 'by-rank',
          KeyConditionExpression: 'kind = :k',
          ExpressionAttributeValues: { ':k': { S: 'lamp' } },
          ExclusiveStartKey: thing('indexed', '2', { kind: { S: 'lamp' }, rank: { N: '9' } }),
        },
        {
          gives: {
            Items: [thing('indexed', '1', { kind: { S: 'lamp' }, rank: { N: '10' }, note: { S: 'ten' } })],
            Count: 1,
            ScannedCount: 1,
          },
        },
      ),
      put(thing('indexed', '1', { note: { S: 'left the index' } })),
      query(
        {
          IndexName: 'by-rank',
          KeyConditionExpression: 'kind = :k',
          ExpressionAttributeValues: { ':k': { S: 'lamp' } },
          Select: 'COUNT',
        },
        { gives: { Count: 1, ScannedCount: 1 } },
      ),
    ],
  },
  {
    title: 'an index of keys only, or of some attributes, holds no more',
    steps: [
      put(thing('shape', '1', { kind: { S: 'shape' }, note: { S: 'n' }, more: { S: 'm' } })),
      query(
        { IndexName: 'keys', KeyConditionExpression: 'kind = :k', ExpressionAttributeValues: { ':k': { S: 'shape' } } },
        { gives: { Items: [thing('shape', '1', { kind: { S: 'shape' } })], Count: 1, ScannedCount: 1 } },
      ),
      query(
        { IndexName: 'some', KeyConditionExpression: 'kind = :k', ExpressionAttributeValues: { ':k': { S: 'shape' } } },
        {
          gives: {
            Items: [thing('shape', '1', { kind: { S: 'shape' }, note: { S: 'n' } })],
            Count: 1,
            ScannedCount: 1,
          },
        },
      ),
    ],
  },
  ...[
    { KeyConditionExpression: 'pk > :pk', ...of('x') },
    { KeyConditionExpression: 'sk = :pk', ...of('x') },
    { KeyConditionExpression: 'pk = :pk OR sk = :pk', ...of('x') },
    { KeyConditionExpression: 'pk = :pk AND n = :pk', ...of('x') },
    { KeyConditionExpression: 'pk = :pk AND sk <> :pk', ...of('x') },
    { KeyConditionExpression: 'pk = :pk AND contains(sk, :pk)', ...of('x') },
    { KeyConditionExpression: 'pk = :pk', FilterExpression: 'sk = :pk', ...of('x') },
    { KeyConditionExpression: 'pk = :n', ExpressionAttributeValues: { ':n': { N: '1' } } },
    { KeyConditionExpression: 'pk = :pk', IndexName: 'none', ...of('x') },
    { KeyConditionExpression: 'pk = :pk', Limit: 0, ...of('x') },
    { KeyConditionExpression: 'pk = :pk', ExclusiveStartKey: { pk: { S: 'x' } }, ...of('x') },
    { KeyConditionExpression: 'pk = :pk AND sk BETWEEN :b AND :a', ...of('x', { ':a': { S: 'a' }, ':b': { S: 'b' } }) },
  ].map((input) => ({ title: `query refused: ${JSON.stringify(input)}`, steps: [query(input, refused)] })),
]
