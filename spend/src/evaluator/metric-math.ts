import type { Expression, Operator } from './expression.ts'

/** One value a period, oldest first; `undefined` where there is none. */
export type Series = readonly (number | undefined)[]

interface Periods {
  readonly count: number
  readonly seconds: number
}

/** @param metrics by id, each of `periods.count` values. */
export function evaluate(expression: Expression, metrics: ReadonlyMap<string, Series>, periods: Periods): Series {
  const value = (of: Expression): Series => evaluate(of, metrics, periods)
  switch (expression.kind) {
    case 'number':
      return new Array<number>(periods.count).fill(expression.value)
    case 'metric':
      return metrics.get(expression.id) ?? new Array<undefined>(periods.count).fill(undefined)
    case 'negative':
      return value(expression.of).map((each) => (each === undefined ? undefined : -each))
    case 'rate':
      return rate(value(expression.of), periods.seconds)
    case 'binary': {
      const right = value(expression.right)
      return value(expression.left).map((each, index) => combine(expression.operator, each, right[index]))
    }
    case 'if': {
      const [then, otherwise] = [value(expression.then), value(expression.otherwise)]
      return value(expression.condition).map((each, index) => choose(each, then[index], otherwise[index]))
    }
  }
}

/** A second's share of the change since the value before, however long ago that was; the first value has none. */
function rate(series: Series, seconds: number): Series {
  let before: { readonly value: number; readonly index: number } | undefined
  return series.map((value, index) => {
    if (value === undefined) return undefined
    const change = before && (value - before.value) / ((index - before.index) * seconds)
    before = { value, index }
    return change
  })
}

function combine(operator: Operator, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined
  const result = operations[operator](left, right)
  if (typeof result === 'boolean') return result ? 1 : 0
  // Division by zero makes no data point.
  return Number.isFinite(result) ? result : undefined
}

const operations: Readonly<Record<Operator, (left: number, right: number) => number | boolean>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  AND: (left, right) => left !== 0 && right !== 0,
  OR: (left, right) => left !== 0 || right !== 0,
}

/** As CloudWatch's IF: without a condition there is no value; chosen and missing, the first is 0 and the second is none. */
function choose(
  condition: number | undefined,
  then: number | undefined,
  otherwise: number | undefined,
): number | undefined {
  if (condition === undefined) return undefined
  return condition === 0 ? otherwise : (then ?? 0)
}
