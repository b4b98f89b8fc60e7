import type { AttributeValue } from '../../values/attribute-value.ts'
import { get, put, refused, thing } from './steps.ts'
import type { Vector } from './vectors.ts'

const numbers: readonly (readonly [string, string])[] = [
  ['1.50', '1.5'],
  ['-0', '0'],
  ['1e2', '100'],
  ['0.000123', '0.000123'],
  ['-12345678901234567890123456789012345678', '-12345678901234567890123456789012345678'],
  ['9.9999999999999999999999999999999999999E+125', `99999999999999999999999999999999999999${'0'.repeat(88)}`],
]

const everything: Readonly<Record<string, AttributeValue>> = {
  text: { S: 'Zoë 🏮' },
  empty: { S: '' },
  bytes: { B: 'AAECAw==' },
  yes: { BOOL: true },
  nothing: { NULL: true },
  list: { L: [{ S: 'a' }, { L: [] }, { M: {} }] },
  map: { M: { leaf: { M: { deep: { N: '1' } } } } },
  words: { SS: ['b', 'a'] },
  primes: { NS: ['2', '3', '5'] },
  parts: { BS: ['AQ==', 'Ag=='] },
}

const wrong: readonly (readonly [string, unknown])[] = [
  ['a number that is none', { N: 'abc' }],
  ['more than 38 digits', { N: '123456789012345678901234567890123456789' }],
  ['a number too large', { N: '1e126' }],
  ['a number too small', { N: '1e-131' }],
  ['an empty set', { SS: [] }],
  ['a set with doubles', { SS: ['a', 'a'] }],
  ['numbers of a set that are equal', { NS: ['1', '1.0'] }],
  ['no type', {}],
  ['two types', { S: 'a', N: '1' }],
]

export const valueVectors: readonly Vector[] = [
  {
    title: 'every type of value is kept as it is',
    steps: [
      put(thing('values', 'all', everything)),
      get(thing('values', 'all'), { Item: thing('values', 'all', everything) }),
    ],
  },
  {
    title: 'a number has one form',
    steps: numbers.flatMap(([given, kept]) => [
      put(thing('numbers', given, { n: { N: given } })),
      get(thing('numbers', given), { Item: thing('numbers', given, { n: { N: kept } }) }),
    ]),
  },
  {
    title: 'there is nothing where nothing was put',
    steps: [get(thing('values', 'none'), {})],
  },
  ...wrong.map(([what, value]) => ({
    title: `${what} is refused`,
    steps: [
      {
        operation: 'PutItem' as const,
        input: { TableName: 'things', Item: { pk: { S: 'wrong' }, sk: { S: 'x' }, value } },
        ...refused,
      },
    ],
  })),
  {
    title: 'an item of 400 KB is kept, and of more is refused',
    steps: [
      put(thing('big', 'x', { text: { S: 'x'.repeat(400 * 1024 - 12) } })),
      put(thing('big', 'x', { text: { S: 'x'.repeat(400 * 1024 - 11) } }), {}, refused),
    ],
  },
  {
    title: 'putting says what was there, where it is asked',
    steps: [
      put(thing('old', 'x', { a: { N: '1' } }), { ReturnValues: 'ALL_OLD' }, { gives: {} }),
      put(
        thing('old', 'x', { b: { N: '2' } }),
        { ReturnValues: 'ALL_OLD' },
        { gives: { Attributes: thing('old', 'x', { a: { N: '1' } }) } },
      ),
      get(thing('old', 'x'), { Item: thing('old', 'x', { b: { N: '2' } }) }),
    ],
  },
  {
    title: 'deleting says what was there, and nothing the second time',
    steps: [
      put(thing('gone', 'x', { a: { N: '1' } })),
      {
        operation: 'DeleteItem',
        input: { TableName: 'things', Key: thing('gone', 'x'), ReturnValues: 'ALL_OLD' },
        gives: { Attributes: thing('gone', 'x', { a: { N: '1' } }) },
      },
      {
        operation: 'DeleteItem',
        input: { TableName: 'things', Key: thing('gone', 'x'), ReturnValues: 'ALL_OLD' },
        gives: {},
      },
      get(thing('gone', 'x'), {}),
    ],
  },
  {
    title: 'a projection keeps the shape of what it picks',
    steps: [
      put(thing('projection', 'x', everything)),
      {
        operation: 'GetItem',
        input: {
          TableName: 'things',
          Key: thing('projection', 'x'),
          ProjectionExpression: '#list[0], #map.leaf.deep, absent, #list[2]',
          ExpressionAttributeNames: { '#list': 'list', '#map': 'map' },
        },
        gives: { Item: { list: { L: [{ S: 'a' }, { M: {} }] }, map: everything.map } },
      },
    ],
  },
]
