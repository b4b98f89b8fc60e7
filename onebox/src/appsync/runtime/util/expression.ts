import { isRecord } from '../../../dynamodb/values/read-value.ts'
import { dynamodb, type MappedValue } from './dynamodb.ts'

export interface Expression {
  readonly expression: string
  readonly expressionNames: Record<string, string>
  readonly expressionValues: Record<string, MappedValue>
}

const comparisons: Readonly<Record<string, string>> = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' }
const calls: Readonly<Record<string, string>> = {
  contains: 'contains',
  notContains: 'NOT contains',
  beginsWith: 'begins_with',
}
const attributeTypes: Readonly<Record<string, string>> = {
  _null: 'NULL',
  string: 'S',
  stringSet: 'SS',
  number: 'N',
  numberSet: 'NS',
  binary: 'B',
  binarySet: 'BS',
  boolean: 'BOOL',
  list: 'L',
  map: 'M',
}

class NoFilter extends Error {}

/**
 * A filter object as an expression of DynamoDB's, in the names that AppSync gives (`#title`, `:title_contains`). Undefined
 * for what AppSync makes nothing of.
 */
export function filterExpression(filter: unknown): Expression | undefined {
  const builder: Builder = { expressionNames: {}, expressionValues: {} }
  try {
    return { expression: combined(filter, '', builder), ...builder }
  } catch (error) {
    if (error instanceof NoFilter) return undefined
    throw error
  }
}

type Builder = Omit<Expression, 'expression'>

function combined(filter: unknown, prefix: string, builder: Builder): string {
  if (!isRecord(filter)) throw new NoFilter()
  const parts = Object.entries(filter).map(([name, value]) => {
    if (name === 'and' || name === 'or') return group(value, { word: name, prefix, builder })
    if (name === 'not') return `(NOT ${combined(value, `${prefix}not_`, builder)})`
    builder.expressionNames[`#${name}`] = name
    return field(value, { operand: `#${name}`, label: `:${prefix}${name}`, builder })
  })
  return parts.join(' AND ')
}

function group(members: unknown, { word, prefix, builder }: { word: 'and' | 'or'; prefix: string; builder: Builder }) {
  if (!Array.isArray(members)) throw new NoFilter()
  return wrapped(
    members.map((member, index) => combined(member, `${prefix}${word}_${index}_`, builder)),
    word.toUpperCase(),
  )
}

function wrapped(parts: readonly string[], word: string): string {
  const joined = parts.join(` ${word} `)
  return parts.length > 1 ? `(${joined})` : joined
}

interface Operand {
  readonly operand: string
  readonly label: string
  readonly builder: Builder
}

function field(operators: unknown, target: Operand): string {
  if (!isRecord(operators)) throw new NoFilter()
  return wrapped(
    Object.entries(operators).map(([operator, value]) => clause(operator, value, target)),
    'AND',
  )
}

function clause(operator: string, value: unknown, target: Operand): string {
  const { operand, label } = target
  const comparison = comparisons[operator]
  if (comparison !== undefined) return `(${operand} ${comparison} ${placed(`${label}_${operator}`, value, target)})`
  const call = calls[operator]
  if (call !== undefined) return `(${call}(${operand},${placed(`${label}_${operator}`, value, target)}))`
  switch (operator) {
    case 'between':
      return between(value, target)
    case 'in':
      return oneOf(value, target)
    case 'attributeExists':
      if (typeof value !== 'boolean') throw new NoFilter()
      return `(${value ? 'attribute_exists' : 'attribute_not_exists'}(${operand}))`
    case 'attributeType': {
      const type = typeof value === 'string' ? attributeTypes[value] : undefined
      if (type === undefined) throw new NoFilter()
      return `(attribute_type(${operand},${placed(`${label}_attributeType`, type, target)}))`
    }
    case 'size':
      return field(value, {
        ...target,
        operand: operand.startsWith('size(') ? operand : `size(${operand})`,
        label: `${label}_size`,
      })
    default:
      throw new NoFilter()
  }
}

function between(range: unknown, target: Operand): string {
  if (!Array.isArray(range) || range.length < 2) throw new NoFilter()
  const start = placed(`${target.label}_between_start`, range[0], target)
  const end = placed(`${target.label}_between_end`, range[1], target)
  return `(${target.operand} BETWEEN ${start} AND ${end})`
}

function oneOf(values: unknown, target: Operand): string {
  if (!Array.isArray(values)) throw new NoFilter()
  if (values.length === 0) return '(null)'
  const places = values.map((value, index) => placed(`${target.label}_in_${index}`, value, target))
  return `(${target.operand} IN (${places.join(', ')}))`
}

function placed(name: string, value: unknown, { builder }: Operand): string {
  builder.expressionValues[name] = dynamodb.toDynamoDB(value)
  return name
}
