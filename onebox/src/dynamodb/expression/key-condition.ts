import { invalid } from '../errors.ts'
import { keyBytes, sortableBytes } from '../keys.ts'
import type { SecondaryIndex, Table } from '../table.ts'
import { type AttributeValue, typeOf } from '../values/attribute-value.ts'
import { checkCondition, type Scope } from './evaluate.ts'
import { parsedCondition } from './parsed.ts'
import type { Placeholders } from './placeholders.ts'
import type { Comparator, Condition, Operand } from './syntax.ts'

/** A part of one partition, as bounds on the sort key's bytes. */
export interface KeyRange {
  readonly partition: Buffer
  readonly from?: Buffer
  readonly to?: Buffer
  readonly below?: Buffer
}

interface KeyTest {
  readonly name: string
  readonly operator: Comparator | 'between' | 'begins_with'
  readonly values: readonly AttributeValue[]
}

const kind = 'KeyConditionExpression'

/** @throws {DynamoError} `ValidationException`: not an equality on the partition key, with at most one test of the sort key. */
export function keyRange(text: string, schema: Table | SecondaryIndex, placeholders: Placeholders): KeyRange {
  const scope: Scope = { kind, placeholders }
  const condition = parsedCondition(kind, text)
  checkCondition(condition, scope)
  const tests = conjuncts(condition).map((test) => keyTest(test, scope))
  const partition = tests.find(({ name }) => name === schema.partitionKey.name)
  if (partition === undefined) throw missed(schema.partitionKey.name)
  const [value] = partition.values
  if (partition.operator !== '=' || value === undefined) throw invalid('Query key condition not supported')
  const rest = tests.filter((test) => test !== partition)
  const [sort] = rest
  if (rest.length > 1) throw invalid('Conditions can be of length 1 or 2 only')
  checkType(schema.partitionKey, value)
  const bytes = keyBytes(value, { name: partition.name, maxBytes: 2048 })
  if (sort === undefined) return { partition: bytes }
  const { sortKey } = schema
  if (sortKey === undefined || sort.name !== sortKey.name) throw missed(sortKey?.name ?? sort.name)
  for (const bound of sort.values) checkType(sortKey, bound)
  return { partition: bytes, ...bounds(sort) }
}

function conjuncts(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition]
}

function keyTest(condition: Condition, scope: Scope): KeyTest {
  switch (condition.kind) {
    case 'compare': {
      if (condition.comparator === '<>') throw unsupported('<>')
      const { left, right } = condition
      if (left.kind === 'value' && right.kind === 'path') {
        return { ...named(right, scope), operator: mirrored[condition.comparator], values: [given(left, scope)] }
      }
      return { ...named(left, scope), operator: condition.comparator, values: [given(right, scope)] }
    }
    case 'between': {
      const values = [given(condition.low, scope), given(condition.high, scope)]
      return { ...named(condition.operand, scope), operator: 'between', values }
    }
    case 'begins_with':
      return { ...named(condition.operand, scope), operator: 'begins_with', values: [given(condition.argument, scope)] }
    default:
      throw unsupported(condition.kind.toUpperCase())
  }
}

const mirrored: Readonly<Record<Comparator, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

function named(operand: Operand, scope: Scope): { name: string } {
  if (operand.kind !== 'path') throw invalid('Invalid KeyConditionExpression: Invalid operand for a key condition')
  const [name, ...below] = scope.placeholders.path(kind, operand.path)
  if (typeof name === 'string' && below.length === 0) return { name }
  throw invalid('Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes')
}

function given(operand: Operand, scope: Scope): AttributeValue {
  if (operand.kind === 'value') return scope.placeholders.value(kind, operand.placeholder)
  throw invalid('Invalid KeyConditionExpression: KeyConditionExpressions must compare a key with a value')
}

function bounds({ operator, values }: KeyTest): Omit<KeyRange, 'partition'> {
  const [low, high] = values.map(sortableBytes)
  if (low === undefined) return {}
  switch (operator) {
    case '=':
      return { from: low, to: low }
    case '<':
      return { below: low }
    case '<=':
      return { to: low }
    case '>':
      // The least bytes behind it: keys are compared byte by byte, and a longer one comes after its beginning.
      return { from: Buffer.concat([low, Buffer.from([0])]) }
    case '>=':
      return { from: low }
    case 'between':
      return { from: low, ...(high && { to: high }) }
    default:
      return prefix(low)
  }
}

function prefix(start: Buffer): Omit<KeyRange, 'partition'> {
  const last = start.findLastIndex((byte) => byte < 0xff)
  if (last === -1) return { from: start }
  const below = Buffer.from(start.subarray(0, last + 1))
  below[last] = (below[last] ?? 0) + 1
  return { from: start, below }
}

function checkType(schema: { name: string; type: string }, value: AttributeValue): void {
  if (typeOf(value) === schema.type) return
  throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type')
}

function missed(name: string) {
  return invalid(`Query condition missed key schema element: ${name}`)
}

function unsupported(operator: string) {
  return invalid(`Invalid operator used in KeyConditionExpression: ${operator}`)
}
