import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ExpressionFault, metricsOf, parseExpression } from './expression.ts'
import { evaluate, type Series } from './metric-math.ts'

const day = 86_400

function of(text: string, m1: Series, m2: Series = []): Series {
  const metrics = new Map([
    ['m1', m1],
    ['m2', m2],
  ])
  return evaluate(parseExpression(text), metrics, { count: m1.length, seconds: day })
}

const toCents = (series: Series): Series => series.map((value) => value && Math.round(value * 100) / 100)

test("AWS's worked example: what each day cost, of charges that add up", () => {
  const charges = [0, 22.65, 34.74, 46.91]
  assert.deepEqual(toCents(of('IF(RATE(m1)>0,RATE(m1)*86400,0)', charges)), [undefined, 22.65, 12.09, 12.17])
})

test('at the month’s reset the rate is negative, and what was charged since is the month’s own', () => {
  assert.deepEqual(toCents(of('IF(RATE(m1)<0,m1,RATE(m1)*86400)', [90, 93, 4, 8])), [undefined, 3, 4, 4])
  assert.deepEqual(toCents(of('IF(RATE(m1)>0,RATE(m1)*86400,0)', [90, 93, 4, 8])), [undefined, 3, 0, 4])
})

test('a rate reaches over periods without data', () => {
  assert.deepEqual(of('RATE(m1)*86400', [1, undefined, 5]), [undefined, undefined, 2])
})

test('IF: no condition, no value; the first missing is 0; the second missing is none', () => {
  assert.deepEqual(of('IF(m1, m2, 7)', [undefined, 1, 1, 0], [5, undefined, 5, 5]), [undefined, 0, 5, 7])
  assert.deepEqual(of('IF(m1, 7, m2)', [0, 0], [undefined, 3]), [undefined, 3])
})

test('arithmetic binds as usual, and needs both sides', () => {
  assert.deepEqual(of('m1 + m2 * 2 - -1', [1, undefined, 1], [3, 3, undefined]), [8, undefined, undefined])
  assert.deepEqual(of('(m1 + m2) / m2', [1, 1], [1, 0]), [2, undefined])
})

test('comparisons are 1 or 0, and AND and OR join them in words or signs', () => {
  assert.deepEqual(of('m1 > 1 AND m1 <= 3', [1, 2, 4]), [0, 1, 0])
  assert.deepEqual(of('m1 < 2 || m1 == 4', [1, 2, 4]), [1, 0, 1])
  assert.deepEqual(of('m1 != 2', [1, 2]), [1, 0])
})

test('the metrics of an expression are named once each', () => {
  assert.deepEqual(metricsOf(parseExpression('IF(RATE(m1)<0,m1,m2)')), ['m1', 'm2'])
})

for (const [text, reason] of [
  ['RATE(m1', /not an expression/],
  ['', /more than numbers/],
  ['FILL(m1, 0)', /function FILL/],
  ['RATE(m1, m2)', /takes one series, not 2/],
  ['IF(m1, 1)', /two values, not 2/],
  ['m1 ^ 2', /\^ is not evaluated/],
  ['"text"', /more than numbers/],
  ['m1; m2', /more than numbers/],
  ['m1.x', /more than numbers/],
] as const) {
  test(`refused: ${text || 'nothing'}`, () => {
    assert.throws(
      () => parseExpression(text),
      (error) => error instanceof ExpressionFault && reason.test(error.message),
    )
  })
}
