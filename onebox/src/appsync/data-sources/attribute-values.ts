import type { AttributeValue } from '../../dynamodb/values/attribute-value.ts'
import { isRecord } from '../../dynamodb/values/read-value.ts'

/** What resolvers hold of an item: `ctx.result` and its parts. */
export type PlainItem = Readonly<Record<string, unknown>>

/** Resolvers may write numbers as numbers and NULL with null in it, which DynamoDB itself does not take. */
export function wireItem(item: unknown): Record<string, unknown> | undefined {
  if (!isRecord(item)) return undefined
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, wireValue(value)]))
}

function wireValue(value: unknown): unknown {
  if (!isRecord(value)) return value
  if (typeof value.N === 'number') return { N: String(value.N) }
  if ('NULL' in value) return { NULL: true }
  if (Array.isArray(value.NS)) return { NS: value.NS.map(String) }
  if (Array.isArray(value.L)) return { L: value.L.map(wireValue) }
  return isRecord(value.M) ? { M: wireItem(value.M) } : value
}

export function plainItem(item: unknown): PlainItem | null {
  if (!isRecord(item)) return null
  // By entries, for no name is special to it, such as `__proto__`.
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]))
}

function plainValue(value: unknown): unknown {
  return isAttributeValue(value) ? plainAttribute(value) : null
}

function plainAttribute(value: AttributeValue): unknown {
  if ('S' in value) return value.S
  if ('N' in value) return Number(value.N)
  if ('BOOL' in value) return value.BOOL
  if ('L' in value) return value.L.map(plainAttribute)
  if ('M' in value) return plainItem(value.M)
  if ('NULL' in value) return null
  if ('B' in value) return value.B
  if ('SS' in value) return value.SS
  return 'NS' in value ? value.NS.map(Number) : value.BS
}

function isAttributeValue(value: unknown): value is AttributeValue {
  return isRecord(value)
}
