import type { Item } from '../../values/attribute-value.ts'
import { failed, get, put, refused, thing, update } from './steps.ts'
import type { Vector } from './vectors.ts'

const before: Item = {
  n: { N: '5' },
  l: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }] },
  m: { M: { leaf: { N: '1' } } },
  ss: { SS: ['a', 'b'] },
}

interface Change {
  readonly expression: string
  readonly values?: Item
  readonly after: Item
}

const changes: readonly Change[] = [
  { expression: 'SET n = n + :v', values: { ':v': { N: '0.5' } }, after: { ...before, n: { N: '5.5' } } },
  { expression: 'SET n = :v - n', values: { ':v': { N: '3' } }, after: { ...before, n: { N: '-2' } } },
  {
    expression: 'SET c = if_not_exists(c, :zero) + :one',
    values: { ':zero': { N: '0' }, ':one': { N: '1' } },
    after: { ...before, c: { N: '1' } },
  },
  {
    expression: 'SET l = list_append(l, :v)',
    values: { ':v': { L: [{ S: 'd' }] } },
    after: { ...before, l: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }, { S: 'd' }] } },
  },
  {
    expression: 'SET l[1] = :v, l[9] = :w, l[7] = :u',
    values: { ':v': { N: '1' }, ':w': { N: '9' }, ':u': { N: '7' } },
    after: { ...before, l: { L: [{ S: 'a' }, { N: '1' }, { S: 'c' }, { N: '7' }, { N: '9' }] } },
  },
  { expression: 'REMOVE l[0], l[2]', after: { ...before, l: { L: [{ S: 'b' }] } } },
  {
    expression: 'SET m.leaf = n, m.twig = :v',
    values: { ':v': { S: 'x' } },
    after: { ...before, m: { M: { leaf: { N: '5' }, twig: { S: 'x' } } } },
  },
  { expression: 'REMOVE m.leaf, absent', after: { ...before, m: { M: {} } } },
  { expression: 'ADD n :v', values: { ':v': { N: '-5' } }, after: { ...before, n: { N: '0' } } },
  { expression: 'ADD fresh :v', values: { ':v': { N: '7' } }, after: { ...before, fresh: { N: '7' } } },
  { expression: 'ADD ss :v', values: { ':v': { SS: ['b', 'c'] } }, after: { ...before, ss: { SS: ['a', 'b', 'c'] } } },
  { expression: 'DELETE ss :v', values: { ':v': { SS: ['b', 'z'] } }, after: { ...before, ss: { SS: ['a'] } } },
  {
    expression: 'DELETE ss :v',
    values: { ':v': { SS: ['a', 'b'] } },
    after: { n: { N: '5' }, l: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }] }, m: { M: { leaf: { N: '1' } } } },
  },
  {
    expression: 'SET a = n, n = :v REMOVE ss ADD m.leaf :v',
    values: { ':v': { N: '2' } },
    after: {
      n: { N: '2' },
      a: { N: '5' },
      l: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }] },
      m: { M: { leaf: { N: '3' } } },
    },
  },
]

const wrong: readonly Omit<Change, 'after'>[] = [
  { expression: 'SET n = absent' },
  { expression: 'SET m.x.y = :v', values: { ':v': { N: '1' } } },
  { expression: 'SET n[0] = :v', values: { ':v': { N: '1' } } },
  { expression: 'SET n = n + :v', values: { ':v': { S: 'x' } } },
  { expression: 'SET n = list_append(l, :v)', values: { ':v': { S: 'x' } } },
  { expression: 'SET pk = :v', values: { ':v': { S: 'x' } } },
  { expression: 'REMOVE sk' },
  { expression: 'SET n = :v, n = :v', values: { ':v': { N: '1' } } },
  { expression: 'SET m = :v, m.leaf = :v', values: { ':v': { N: '1' } } },
  { expression: 'SET n = :v SET l = :v', values: { ':v': { N: '1' } } },
  { expression: 'ADD n :v', values: { ':v': { S: 'x' } } },
  { expression: 'ADD n :v', values: { ':v': { SS: ['x'] } } },
  { expression: 'DELETE n :v', values: { ':v': { N: '1' } } },
  { expression: 'DELETE n :v', values: { ':v': { SS: ['1'] } } },
  { expression: 'SET' },
  { expression: 'SET n' },
  { expression: 'n = :v', values: { ':v': { N: '1' } } },
  { expression: 'SET status = :v', values: { ':v': { N: '1' } } },
  { expression: 'SET kind = :v', values: { ':v': { N: '1' } } },
]

function changed(expression: string, values: Item | undefined) {
  return { UpdateExpression: expression, ...(values && { ExpressionAttributeValues: values }) }
}

export const updateVectors: readonly Vector[] = [
  ...changes.map(({ expression, values, after }, index) => ({
    title: `update: ${expression} (${index})`,
    steps: [
      put(thing('updates', 'x', before)),
      update(
        thing('updates', 'x'),
        { ...changed(expression, values), ReturnValues: 'ALL_NEW' },
        { gives: { Attributes: thing('updates', 'x', after) } },
      ),
      get(thing('updates', 'x'), { Item: thing('updates', 'x', after) }),
    ],
  })),
  ...wrong.map(({ expression, values }, index) => ({
    title: `update refused: ${expression} (${index})`,
    steps: [
      put(thing('updates', 'w', before)),
      update(thing('updates', 'w'), changed(expression, values), refused),
      get(thing('updates', 'w'), { Item: thing('updates', 'w', before) }),
    ],
  })),
  {
    title: 'an update makes what is not there',
    steps: [
      update(thing('upsert', 'x'), { ReturnValues: 'ALL_OLD' }, { gives: {} }),
      get(thing('upsert', 'x'), { Item: thing('upsert', 'x') }),
      update(
        thing('upsert', 'y'),
        { ...changed('SET a = :v', { ':v': { N: '1' } }), ReturnValues: 'UPDATED_NEW' },
        { gives: { Attributes: { a: { N: '1' } } } },
      ),
    ],
  },
  {
    title: 'an update says what it changed',
    steps: [
      put(thing('returned', 'x', before)),
      update(
        thing('returned', 'x'),
        { ...changed('SET m.leaf = :v', { ':v': { N: '2' } }), ReturnValues: 'UPDATED_OLD' },
        { gives: { Attributes: { m: { M: { leaf: { N: '1' } } } } } },
      ),
      update(
        thing('returned', 'x'),
        { ...changed('SET m.leaf = :v', { ':v': { N: '3' } }), ReturnValues: 'UPDATED_NEW' },
        { gives: { Attributes: { m: { M: { leaf: { N: '3' } } } } } },
      ),
      update(
        thing('returned', 'x'),
        { ...changed('REMOVE ss', undefined), ReturnValues: 'UPDATED_OLD' },
        { gives: { Attributes: { ss: { SS: ['a', 'b'] } } } },
      ),
    ],
  },
  {
    title: 'an update may be conditional',
    steps: [
      put(thing('counter', 'x', { n: { N: '1' } })),
      update(
        thing('counter', 'x'),
        { ...changed('SET n = :two', { ':two': { N: '2' }, ':one': { N: '1' } }), ConditionExpression: 'n = :one' },
        { gives: {} },
      ),
      update(
        thing('counter', 'x'),
        { ...changed('SET n = :two', { ':two': { N: '2' }, ':one': { N: '1' } }), ConditionExpression: 'n = :one' },
        failed,
      ),
    ],
  },
]
