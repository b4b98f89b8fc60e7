import type { FilterEntry } from '../../subscription.ts'

export type Scalar = string | number | boolean | null

type ListOperator = 'in' | 'notIn' | 'between' | 'containsAny'
type ScalarOperator = Exclude<FilterEntry['operator'], ListOperator>

/**
 * Whether a field of a mutation's result is as the filter says. What compares with nothing, such as a field that the
 * mutation left out, is not equal, not contained and not in order: only `ne`, `notIn` and `notContains` hold of it.
 */
export function holds(filter: FilterEntry, field: unknown): boolean {
  switch (filter.operator) {
    case 'in':
    case 'notIn':
    case 'between':
    case 'containsAny':
      return listComparisons[filter.operator](field, filter.value)
    default:
      return scalarComparisons[filter.operator](field, filter.value)
  }
}

const scalarComparisons: Readonly<Record<ScalarOperator, (field: unknown, value: Scalar) => boolean>> = {
  eq: equals,
  ne: (field, value) => !equals(field, value),
  le: (field, value) => inOrder(field, value, (order) => order <= 0),
  lt: (field, value) => inOrder(field, value, (order) => order < 0),
  ge: (field, value) => inOrder(field, value, (order) => order >= 0),
  gt: (field, value) => inOrder(field, value, (order) => order > 0),
  contains,
  notContains: (field, value) => !contains(field, value),
  beginsWith: (field, value) => typeof field === 'string' && typeof value === 'string' && field.startsWith(value),
}

const listComparisons: Readonly<Record<ListOperator, (field: unknown, values: readonly Scalar[]) => boolean>> = {
  in: (field, values) => values.some((value) => equals(field, value)),
  notIn: (field, values) => !values.some((value) => equals(field, value)),
  between: (field, [low, high]) =>
    inOrder(field, low, (order) => order >= 0) && inOrder(field, high, (order) => order <= 0),
  containsAny: (field, values) => values.some((value) => contains(field, value)),
}

/** A field that was left out is as one that is null. */
function equals(field: unknown, value: Scalar): boolean {
  return (field ?? null) === value
}

/** A value in a list, or a part of a string. */
function contains(field: unknown, value: Scalar): boolean {
  if (Array.isArray(field)) return field.includes(value)
  return typeof field === 'string' && typeof value === 'string' && field.includes(value)
}

function inOrder(field: unknown, value: unknown, accepts: (order: number) => boolean): boolean {
  if (typeof field === 'number' && typeof value === 'number') return accepts(field - value)
  if (typeof field === 'string' && typeof value === 'string') return accepts(field < value ? -1 : field > value ? 1 : 0)
  return false
}
