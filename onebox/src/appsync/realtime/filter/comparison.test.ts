import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FilterEntry } from '../../subscription.ts'
import { fieldAt } from './field-at.ts'
import { FilterIndex } from './filter-index.ts'

interface Vector {
  readonly filter: FilterEntry
  readonly passes: readonly unknown[]
  readonly fails: readonly unknown[]
}

/** `undefined` stands for a field that the mutation left out. */
const vectors: readonly Vector[] = [
  {
    filter: { fieldName: 'f', operator: 'eq', value: 'a' },
    passes: ['a'],
    fails: ['A', 'ab', ['a'], null, undefined, 1],
  },
  { filter: { fieldName: 'f', operator: 'eq', value: 1 }, passes: [1, 1.0], fails: ['1', true, 2, null, undefined] },
  { filter: { fieldName: 'f', operator: 'eq', value: false }, passes: [false], fails: [0, '', null, undefined, true] },
  { filter: { fieldName: 'f', operator: 'eq', value: null }, passes: [null, undefined], fails: [0, '', false, []] },
  { filter: { fieldName: 'f', operator: 'ne', value: 'a' }, passes: ['b', null, undefined, 1], fails: ['a'] },
  { filter: { fieldName: 'f', operator: 'ne', value: null }, passes: ['a', 0], fails: [null, undefined] },
  { filter: { fieldName: 'f', operator: 'le', value: 5 }, passes: [4, 5], fails: [6, '4', null, undefined] },
  { filter: { fieldName: 'f', operator: 'lt', value: 5 }, passes: [4], fails: [5, 6, null, undefined] },
  { filter: { fieldName: 'f', operator: 'ge', value: 5 }, passes: [5, 6], fails: [4, '6', null, undefined] },
  { filter: { fieldName: 'f', operator: 'gt', value: 5 }, passes: [6], fails: [5, 4, null, undefined] },
  {
    filter: { fieldName: 'f', operator: 'gt', value: '2026-01-01' },
    passes: ['2026-02-01'],
    fails: ['2025-12-31', '2026-01-01', 1],
  },
  {
    filter: { fieldName: 'f', operator: 'contains', value: 'a' },
    passes: [['b', 'a'], 'bar', 'a'],
    fails: [['bar'], 'b', [], null, undefined],
  },
  {
    filter: { fieldName: 'f', operator: 'contains', value: 1 },
    passes: [[1, 2]],
    fails: [['1'], 1, 11, null, undefined],
  },
  {
    filter: { fieldName: 'f', operator: 'notContains', value: 'a' },
    passes: [['b'], 'b', [], null, undefined],
    fails: [['b', 'a'], 'bar'],
  },
  {
    filter: { fieldName: 'f', operator: 'beginsWith', value: 'ab' },
    passes: ['abc', 'ab'],
    fails: ['cab', ['ab'], null, undefined, 1],
  },
  {
    filter: { fieldName: 'f', operator: 'in', value: ['a', 'b', 1] },
    passes: ['a', 'b', 1],
    fails: ['c', ['a'], '1', null, undefined],
  },
  {
    filter: { fieldName: 'f', operator: 'notIn', value: ['a', 'b'] },
    passes: ['c', null, undefined],
    fails: ['a', 'b'],
  },
  {
    filter: { fieldName: 'f', operator: 'between', value: [2, 4] },
    passes: [2, 3, 4],
    fails: [1, 5, '3', null, undefined],
  },
  { filter: { fieldName: 'f', operator: 'between', value: ['b', 'd'] }, passes: ['b', 'c', 'd'], fails: ['a', 'e', 3] },
  {
    filter: { fieldName: 'f', operator: 'containsAny', value: ['a', 'b'] },
    passes: [['b', 'c'], 'cab'],
    fails: [['c'], 'c', [], null, undefined],
  },
]

type Groups = readonly (readonly FilterEntry[])[]

function passes(groups: Groups, result: unknown): boolean {
  const index = new FilterIndex<string>()
  index.add('it', { filterGroup: groups.map((filters) => ({ filters })) })
  return index.match(result).has('it')
}

const resultOf = (field: unknown) => (field === undefined ? {} : { f: field })

for (const { filter, passes: passing, fails } of vectors) {
  test(`${filter.operator} ${JSON.stringify(filter.value)} passes and holds back as its table says`, () => {
    for (const field of passing) assert.ok(passes([[filter]], resultOf(field)), JSON.stringify(field))
    for (const field of fails) assert.ok(!passes([[filter]], resultOf(field)), JSON.stringify(field))
  })
}

test('of any two filters, a group demands both and two groups either, however they are indexed', () => {
  const results = vectors.flatMap((vector) => [...vector.passes, ...vector.fails]).map(resultOf)
  const filters = vectors.map(({ filter }) => filter)
  for (const [one, other] of filters.flatMap((first) => filters.map((second) => [first, second] as const))) {
    for (const result of results) {
      const [a, b] = [passes([[one]], result), passes([[other]], result)]
      assert.equal(passes([[one, other]], result), a && b)
      assert.equal(passes([[one], [other]], result), a || b)
    }
  }
})

test('a path reaches into objects, and nowhere else', () => {
  const group: Groups = [[{ fieldName: 'a.b.c', operator: 'eq', value: 1 }]]
  assert.ok(passes(group, { a: { b: { c: 1 } } }))
  for (const result of [{ a: { b: 1 } }, { a: null }, { a: [{ b: { c: 1 } }] }, {}, null]) {
    assert.ok(!passes(group, result))
  }
  assert.equal(fieldAt({}, 'constructor.name'), undefined)
})
