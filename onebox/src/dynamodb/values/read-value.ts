import { invalid, invalidParameter } from '../errors.ts'
import type { AttributeValue, Item } from './attribute-value.ts'
import { normalNumber } from './number.ts'

const maxDepth = 32
const types = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS'])

/**
 * A value that somebody sent, checked and with its numbers in their one form.
 *
 * @throws {DynamoError} `ValidationException`
 */
export function readValue(value: unknown, depth = 0): AttributeValue {
  if (depth > maxDepth) throw invalidParameter('Nesting Levels have exceeded supported limits')
  const [type, content] = onlyMember(value)
  switch (type) {
    case 'S':
      return { S: text(content) }
    case 'N':
      return { N: normalNumber(text(content)) }
    case 'B':
      return { B: base64(content) }
    case 'BOOL':
      if (typeof content !== 'boolean') throw notOfType()
      return { BOOL: content }
    case 'NULL':
      if (content !== true) throw invalidParameter('Null attribute value types must have the value of true')
      return { NULL: true }
    case 'L':
      return { L: list(content).map((member) => readValue(member, depth + 1)) }
    case 'M':
      return { M: readItem(content, depth + 1) }
    case 'SS':
      return { SS: distinct('string', list(content).map(text)) }
    case 'NS':
      return { NS: distinct('number', list(content).map(text).map(normalNumber)) }
    default:
      return { BS: distinct('binary', list(content).map(base64)) }
  }
}

export function readItem(value: unknown, depth = 0): Item {
  if (!isRecord(value)) throw notOfType()
  const attributes = Object.entries(value).map(([name, content]) => [name, readValue(content, depth)] as const)
  // Without a prototype no name is special, such as `__proto__`.
  const item: Record<string, AttributeValue> = Object.create(null)
  for (const [name, content] of attributes) item[name] = content
  return item
}

function onlyMember(value: unknown): [string, unknown] {
  if (!isRecord(value)) throw notOfType()
  const members = Object.entries(value).filter(([name, content]) => types.has(name) && content !== undefined)
  const [first, second] = members
  if (first === undefined) {
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes')
  }
  if (second !== undefined) {
    throw invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    )
  }
  return first
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw notOfType()
  return value
}

function base64(value: unknown): string {
  return Buffer.from(text(value), 'base64').toString('base64')
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw notOfType()
  return value
}

function distinct(kind: string, members: readonly string[]): readonly string[] {
  if (members.length === 0) throw invalidParameter(`An ${kind} set  may not be empty`)
  if (new Set(members).size < members.length) {
    throw invalidParameter(`Input collection [${members.join(', ')}] contains duplicates.`)
  }
  return members
}

function notOfType() {
  return invalid('A value is not of the type that its name says')
}
