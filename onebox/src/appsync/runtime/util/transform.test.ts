import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transform } from './transform.ts'

type Vector = readonly [filter: unknown, expression: string, values: readonly string[]]

/** As AppSync answers: the expression, and the names of its values. */
const expressions: readonly Vector[] = [
  [{ v: { eq: 'x' } }, '(#v = :v_eq)', [':v_eq']],
  [{ v: { ne: 'x' } }, '(#v <> :v_ne)', [':v_ne']],
  [
    { v: { between: [1, 9] } },
    '(#v BETWEEN :v_between_start AND :v_between_end)',
    [':v_between_start', ':v_between_end'],
  ],
  [{ v: { in: ['a', 'b'] } }, '(#v IN (:v_in_0, :v_in_1))', [':v_in_0', ':v_in_1']],
  [{ v: { in: [] } }, '(null)', []],
  [{ v: { contains: 'x' } }, '(contains(#v,:v_contains))', [':v_contains']],
  [{ v: { notContains: 'x' } }, '(NOT contains(#v,:v_notContains))', [':v_notContains']],
  [{ v: { beginsWith: 'x' } }, '(begins_with(#v,:v_beginsWith))', [':v_beginsWith']],
  [{ v: { attributeExists: true } }, '(attribute_exists(#v))', []],
  [{ v: { attributeType: 'stringSet' } }, '(attribute_type(#v,:v_attributeType))', [':v_attributeType']],
  [{ v: { size: { gt: 2 } } }, '(size(#v) > :v_size_gt)', [':v_size_gt']],
  [{ v: { ge: 1, le: 5 } }, '((#v >= :v_ge) AND (#v <= :v_le))', [':v_ge', ':v_le']],
  [{ a: { eq: 1 }, b: { eq: 2 } }, '(#a = :a_eq) AND (#b = :b_eq)', [':a_eq', ':b_eq']],
  [{ and: [{ a: { eq: 1 } }] }, '(#a = :and_0_a_eq)', [':and_0_a_eq']],
  [
    { or: [{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, { c: { eq: 3 } }] },
    '(((#a = :or_0_and_0_a_eq) AND (#b = :or_0_and_1_b_eq)) OR (#c = :or_1_c_eq))',
    [':or_0_and_0_a_eq', ':or_0_and_1_b_eq', ':or_1_c_eq'],
  ],
  [{ not: { a: { eq: 1 } } }, '(NOT (#a = :not_a_eq))', [':not_a_eq']],
  [{ 'a.b': { eq: 1 } }, '(#a.b = :a.b_eq)', [':a.b_eq']],
  [{}, '', []],
  [{ v: {} }, '', []],
]

for (const [filter, expected, values] of expressions) {
  test(`${JSON.stringify(filter)} is ${expected || 'no expression'}`, () => {
    const { expression, expressionValues } = JSON.parse(transform.toDynamoDBFilterExpression(filter) ?? 'null')
    assert.equal(expression, expected)
    assert.deepEqual(Object.keys(expressionValues), values)
    assert.equal(transform.toDynamoDBConditionExpression(filter), transform.toDynamoDBFilterExpression(filter))
  })
}

for (const filter of [null, undefined, [], 'a', { a: 1 }, { a: { b: { eq: 1 } } }, { and: {} }, { a: { bogus: 1 } }]) {
  test(`AppSync makes nothing of ${JSON.stringify(filter)}`, () => {
    assert.equal(transform.toDynamoDBFilterExpression(filter), null)
  })
}

const entry = (fieldName: string, operator: string, value: unknown) => ({ fieldName, operator, value })
const a = entry('a', 'eq', 1)
const b = entry('b', 'eq', 2)
const filters: readonly (readonly [given: readonly unknown[], groups: readonly unknown[] | null])[] = [
  [[{ a: { eq: 1 }, b: { eq: 2 } }], [[a, b]]],
  [[{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }], [[a, b]]],
  [[{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }], [[a], [b]]],
  [[{ a: { eq: 1, ne: 2 } }], [[a], [entry('a', 'ne', 2)]]],
  [
    [{ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 2 } }, { c: { in: [3] } }] }] }],
    [
      [a, b],
      [a, entry('c', 'in', [3])],
    ],
  ],
  [[{ a: { eq: 1 }, b: { eq: 2 } }, ['b']], [[a]]],
  [
    [{ a: { eq: 1 } }, [], { b: { eq: 2 }, c: { ge: 3 } }],
    [
      [a, b],
      [a, entry('c', 'ge', 3)],
    ],
  ],
  [[{}, [], { b: { eq: 2 } }], [[b]]],
  [[{}], []],
  [[{ a: {} }], []],
  [[null], null],
  [['{"a":{"eq":1}}'], null],
]

for (const [[filter, ignored, rules], groups] of filters) {
  test(`a subscription filter of ${JSON.stringify([filter, ignored, rules])}`, () => {
    const expected = groups && { filterGroup: groups.map((each) => ({ filters: each })) }
    assert.deepEqual(transform.toSubscriptionFilter(filter, ignored, rules), expected)
  })
}
