import { failed, put, thing } from './steps.ts'
import type { Vector } from './vectors.ts'

const item = thing('conditions', 'x', {
  n: { N: '5' },
  s: { S: 'porchlight' },
  l: { L: [{ S: 'a' }, { N: '1' }] },
  m: { M: { leaf: { S: 'in' } } },
  ss: { SS: ['a', 'b'] },
  b: { B: 'AQID' },
  flag: { BOOL: false },
})

const values = {
  ':five': { N: '5.0' },
  ':four': { N: '4' },
  ':six': { N: '6' },
  ':porch': { S: 'porch' },
  ':light': { S: 'light' },
  ':a': { S: 'a' },
  ':one': { N: '1' },
  ':list': { L: [{ S: 'a' }, { N: '1' }] },
  ':set': { SS: ['b', 'a'] },
  ':in': { S: 'in' },
  ':two': { N: '2' },
  ':ten': { N: '10' },
  ':N': { S: 'N' },
  ':SS': { S: 'SS' },
  ':bytes': { B: 'AQI=' },
  ':no': { BOOL: false },
}

const met = [
  'n = :five',
  'n <> :four',
  'n < :six AND n > :four',
  'n BETWEEN :four AND :six',
  'n IN (:four, :five)',
  'NOT n = :four',
  'NOT (n = :four OR n = :six)',
  'n = :four OR n = :five AND s <> :a',
  'attribute_exists(m.leaf)',
  'attribute_exists(l[1])',
  'attribute_not_exists(l[2])',
  'attribute_not_exists(m.twig.more)',
  'attribute_type(n, :N)',
  'attribute_type(ss, :SS)',
  'begins_with(s, :porch)',
  'begins_with(b, :bytes)',
  'contains(s, :light)',
  'contains(ss, :a)',
  'contains(l, :one)',
  'size(s) = :ten',
  'size(l) = :two',
  'size(ss) >= :two',
  'size(m) = :one',
  'l = :list',
  'ss = :set',
  'm.leaf = :in',
  'flag = :no',
  'absent <> :a',
  ':five = n',
  'size(absent) <> :one',
  '(n = :five)',
  '((n = :five) AND (s <> n))',
  'n=:five and not n=:four or n=:six',
]

const unmet = [
  'n = :four',
  's = :five',
  'n < :porch',
  'absent = :a',
  'absent < :a',
  'attribute_exists(l[7])',
  'attribute_type(s, :N)',
  'begins_with(n, :porch)',
  'contains(n, :one)',
  'contains(ss, :one)',
  'size(n) = :one',
  'NOT absent <> :a',
  'size(n) = size(n)',
]

function used(expression: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([placeholder]) => new RegExp(`${placeholder}\\b`).test(expression)),
  )
}

function conditioned(expression: string) {
  const given = used(expression)
  return {
    ConditionExpression: expression,
    ...(Object.keys(given).length > 0 && { ExpressionAttributeValues: given }),
  }
}

export const conditionVectors: readonly Vector[] = [
  ...met.map((expression) => ({
    title: `met: ${expression}`,
    steps: [put(item), put(item, conditioned(expression))],
  })),
  ...unmet.map((expression) => ({
    title: `not met: ${expression}`,
    steps: [put(item), put(item, conditioned(expression), failed)],
  })),
  {
    title: 'what is put for the first time is put once',
    steps: [
      put(thing('first', 'x'), { ConditionExpression: 'attribute_not_exists(pk)' }),
      put(thing('first', 'x'), { ConditionExpression: 'attribute_not_exists(pk)' }, failed),
    ],
  },
  {
    title: 'deleting may be conditional',
    steps: [
      put(thing('conditional', 'x', { n: { N: '1' } })),
      {
        operation: 'DeleteItem',
        input: {
          TableName: 'things',
          Key: thing('conditional', 'x'),
          ConditionExpression: 'n > :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
        ...failed,
      },
      {
        operation: 'DeleteItem',
        input: {
          TableName: 'things',
          Key: thing('conditional', 'y'),
          ConditionExpression: 'attribute_exists(pk)',
        },
        ...failed,
      },
    ],
  },
]
