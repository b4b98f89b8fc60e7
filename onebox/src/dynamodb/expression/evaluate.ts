import { invalid } from '../errors.ts'
import { type AttributeValue, type Item, membersOf, typeOf } from '../values/attribute-value.ts'
import { bytesOf, compareValues, equalValues } from '../values/compare.ts'
import { valueAt } from './document.ts'
import type { Placeholders } from './placeholders.ts'
import type { ExpressionKind } from './reader.ts'
import type { Comparator, Condition, Operand } from './syntax.ts'

export interface Scope {
  readonly kind: ExpressionKind
  readonly placeholders: Placeholders
}

/** Whether an item (the empty one where there is none) meets a condition. What an item lacks meets no comparison but `<>`. */
export function holds(condition: Condition, item: Item, scope: Scope): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item, scope) && holds(condition.right, item, scope)
    case 'or':
      return holds(condition.left, item, scope) || holds(condition.right, item, scope)
    case 'not':
      return !holds(condition.condition, item, scope)
    case 'attribute_exists':
      return valueAt(item, scope.placeholders.path(scope.kind, condition.path)) !== undefined
    case 'attribute_not_exists':
      return valueAt(item, scope.placeholders.path(scope.kind, condition.path)) === undefined
    case 'in':
      return condition.choices.some((choice) => compare('=', [condition.operand, choice], item, scope))
    case 'between':
      return (
        compare('>=', [condition.operand, condition.low], item, scope) &&
        compare('<=', [condition.operand, condition.high], item, scope)
      )
    case 'compare':
      return compare(condition.comparator, [condition.left, condition.right], item, scope)
    default:
      return holdsFunction(condition, item, scope)
  }
}

function holdsFunction(condition: Extract<Condition, { argument: Operand }>, item: Item, scope: Scope): boolean {
  const value = operandValue(condition.operand, item, scope)
  const argument = operandValue(condition.argument, item, scope)
  if (value === undefined || argument === undefined) return false
  if (condition.kind === 'attribute_type') return 'S' in argument && typeOf(value) === argument.S
  return condition.kind === 'begins_with' ? beginsWith(value, argument) : contains(value, argument)
}

function compare(comparator: Comparator, operands: readonly [Operand, Operand], item: Item, scope: Scope): boolean {
  const left = operandValue(operands[0], item, scope)
  const right = operandValue(operands[1], item, scope)
  if (left === undefined || right === undefined) return comparator === '<>'
  if (comparator === '=') return equalValues(left, right)
  if (comparator === '<>') return !equalValues(left, right)
  const order = compareValues(left, right)
  if (order === undefined) return false
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[comparator]
}

export function operandValue(operand: Operand, item: Item, scope: Scope): AttributeValue | undefined {
  if (operand.kind === 'value') return scope.placeholders.value(scope.kind, operand.placeholder)
  const found = valueAt(item, scope.placeholders.path(scope.kind, operand.path))
  if (operand.kind === 'path' || found === undefined) return found
  const size = sizeOf(found)
  return size === undefined ? undefined : { N: String(size) }
}

/** Of a string its bytes, of a collection its members; undefined for what has no size. */
function sizeOf(value: AttributeValue): number | undefined {
  if ('S' in value) return Buffer.byteLength(value.S)
  if ('B' in value) return bytesOf(value.B).length
  if ('L' in value) return value.L.length
  if ('M' in value) return Object.keys(value.M).length
  return membersOf(value)?.members.length
}

function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if ('S' in value && 'S' in prefix) return value.S.startsWith(prefix.S)
  if (!('B' in value && 'B' in prefix)) return false
  const start = bytesOf(prefix.B)
  return bytesOf(value.B).subarray(0, start.length).equals(start)
}

function contains(value: AttributeValue, part: AttributeValue): boolean {
  if ('S' in value && 'S' in part) return value.S.includes(part.S)
  if ('B' in value && 'B' in part) return bytesOf(value.B).includes(bytesOf(part.B))
  if ('L' in value) return value.L.some((member) => equalValues(member, part))
  const [member] = Object.values(part)
  const set = membersOf(value)
  return (
    set !== undefined && set.type === `${typeOf(part)}S` && typeof member === 'string' && set.members.includes(member)
  )
}

/** What can be told from the expression alone, before any item is read: every placeholder exists and every operand may stand where it does. */
export function checkCondition(condition: Condition, scope: Scope): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      checkCondition(condition.left, scope)
      checkCondition(condition.right, scope)
      return
    case 'not':
      checkCondition(condition.condition, scope)
      return
    case 'attribute_exists':
    case 'attribute_not_exists':
      scope.placeholders.path(scope.kind, condition.path)
      return
    case 'in':
      for (const operand of [condition.operand, ...condition.choices]) operandValue(operand, {}, scope)
      checkDistinct(condition.operand, condition.choices, scope)
      return
    case 'between':
      checkDistinct(condition.operand, [condition.low, condition.high], scope)
      checkBetween(condition, scope)
      return
    case 'compare':
      checkDistinct(condition.left, [condition.right], scope)
      checkComparison(condition, scope)
      return
    default:
      checkDistinct(condition.operand, [condition.argument], scope)
      checkFunction(condition, scope)
  }
}

/** What compares something with itself is taken for a slip. */
function checkDistinct(first: Operand, others: readonly Operand[], scope: Scope): void {
  if (first.kind !== 'path' || !others.some((other) => JSON.stringify(other) === JSON.stringify(first))) return
  throw invalid(
    `Invalid ${scope.kind}: The first operand must be distinct from the remaining operands for this operator or function`,
  )
}

const ordered: readonly string[] = ['S', 'N', 'B']

function checkComparison(condition: Extract<Condition, { kind: 'compare' }>, scope: Scope): void {
  const { comparator, left, right } = condition
  for (const operand of [left, right]) {
    const value = operandValue(operand, {}, scope)
    if (comparator === '=' || comparator === '<>') continue
    if (value !== undefined && !ordered.includes(typeOf(value))) throw wrongType(scope, comparator, value)
  }
}

function checkBetween(condition: Extract<Condition, { kind: 'between' }>, scope: Scope): void {
  const [, low, high] = [condition.operand, condition.low, condition.high].map((operand) => {
    const value = operandValue(operand, {}, scope)
    if (value !== undefined && !ordered.includes(typeOf(value))) throw wrongType(scope, 'BETWEEN', value)
    return value
  })
  if (low === undefined || high === undefined) return
  const order = compareValues(low, high)
  if (order !== undefined && order <= 0) return
  const reason =
    order === undefined ? 'same data type for bounds' : 'upper bound to be greater than or equal to lower bound'
  throw invalid(`Invalid ${scope.kind}: The BETWEEN operator requires ${reason}`)
}

function checkFunction(condition: Extract<Condition, { argument: Operand }>, scope: Scope): void {
  operandValue(condition.operand, {}, scope)
  const argument = operandValue(condition.argument, {}, scope)
  if (argument === undefined) return
  const type = typeOf(argument)
  if (condition.kind === 'begins_with' && type !== 'S' && type !== 'B') throw wrongType(scope, 'begins_with', argument)
  if (condition.kind !== 'attribute_type') return
  if (type !== 'S') throw wrongType(scope, 'attribute_type', argument)
  if (!('S' in argument && /^(?:S|N|B|BOOL|NULL|L|M|SS|NS|BS)$/.test(argument.S))) {
    throw invalid(`Invalid ${scope.kind}: Invalid attribute type name found; type: ${Object.values(argument).join()}`)
  }
}

function wrongType(scope: Scope, operator: string, value: AttributeValue) {
  return invalid(
    `Invalid ${scope.kind}: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${typeOf(value)}`,
  )
}
