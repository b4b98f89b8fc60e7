import { invalid, invalidParameter } from './errors.ts'
import type { KeySchema, SecondaryIndex, Table } from './table.ts'
import { type AttributeValue, type Item, typeOf } from './values/attribute-value.ts'
import { bytesOf } from './values/compare.ts'
import { sortableNumber } from './values/number.ts'

/** An item's place: bytes whose order is that of the sort key's values. Without a sort key `sort` is empty. */
export interface StoredKey {
  readonly table: string
  readonly partition: Buffer
  readonly sort: Buffer
}

/** A text that is another for every other place. */
export function placeText({ table, partition, sort }: StoredKey): string {
  return `${table} ${partition.toString('latin1')} ${partition.length} ${sort.toString('latin1')}`
}

const maxPartitionKeyBytes = 2048
const maxSortKeyBytes = 1024

export function keySchemas(table: Table | SecondaryIndex): readonly KeySchema[] {
  return table.sortKey === undefined ? [table.partitionKey] : [table.partitionKey, table.sortKey]
}

/** The key of an item to put. @throws {DynamoError} `ValidationException` */
export function keyOfItem(table: Table, item: Item): StoredKey {
  for (const { name, type } of keySchemas(table)) {
    const value = item[name]
    if (value === undefined) throw invalidParameter(`Missing the key ${name} in the item`)
    if (typeOf(value) !== type) {
      throw invalidParameter(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`)
    }
  }
  checkIndexKeys(table, item)
  return storedKey(table, item)
}

/** A key that was given as such: these attributes and no others. @throws {DynamoError} `ValidationException` */
export function keyGiven(table: Table, key: Item): StoredKey {
  const schemas = keySchemas(table)
  if (Object.keys(key).length !== schemas.length) throw invalid('The provided key element does not match the schema')
  for (const { name, type } of schemas) {
    const value = key[name]
    if (value === undefined || typeOf(value) !== type) {
      throw invalid('The provided key element does not match the schema')
    }
  }
  return storedKey(table, key)
}

export function keyAttributes(table: Table, item: Item): Item {
  const key: Record<string, AttributeValue> = Object.create(null)
  for (const { name } of keySchemas(table)) {
    const value = item[name]
    if (value !== undefined) key[name] = value
  }
  return key
}

export function checkIndexKeys(table: Table, item: Item): void {
  for (const index of table.indexes) {
    for (const { name, type } of keySchemas(index)) {
      const value = item[name]
      if (value === undefined) continue
      if (typeOf(value) !== type) {
        throw invalidParameter(
          `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
        )
      }
      keyBytes(value, { name, maxBytes: maxPartitionKeyBytes })
    }
  }
}

function storedKey(table: Table, item: Item): StoredKey {
  const { partition, sort } = storedParts(table, item)
  return { table: table.name, partition, sort }
}

function storedParts(schema: Table | SecondaryIndex, item: Item): { partition: Buffer; sort: Buffer } {
  const { partitionKey, sortKey } = schema
  return {
    partition: keyPart(item, partitionKey, maxPartitionKeyBytes),
    sort: sortKey === undefined ? Buffer.alloc(0) : keyPart(item, sortKey, maxSortKeyBytes),
  }
}

/** Where an item stands in an index; undefined when it lacks one of its keys, and so is not in it. */
export function indexKey(index: SecondaryIndex, item: Item): { partition: Buffer; sort: Buffer } | undefined {
  return keySchemas(index).every(({ name }) => item[name] !== undefined) ? storedParts(index, item) : undefined
}

function keyPart(item: Item, { name }: KeySchema, maxBytes: number): Buffer {
  const value = item[name]
  if (value === undefined) throw invalidParameter(`Missing the key ${name} in the item`)
  return keyBytes(value, { name, maxBytes })
}

/** @throws {DynamoError} `ValidationException`: empty, too long, or of a type that no key has. */
export function keyBytes(value: AttributeValue, { name, maxBytes }: { name: string; maxBytes: number }): Buffer {
  const bytes = sortableBytes(value)
  if (bytes.length === 0) {
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${'S' in value ? 'string' : 'binary'} value. Key: ${name}`,
    )
  }
  if (bytes.length > maxBytes) {
    throw invalidParameter(`Size of key ${name} has exceeded the maximum size limit of ${maxBytes} bytes`)
  }
  return bytes
}

export function sortableBytes(value: AttributeValue): Buffer {
  if ('S' in value) return Buffer.from(value.S)
  if ('B' in value) return bytesOf(value.B)
  if ('N' in value) return sortableNumber(value.N)
  throw invalid('The provided key element does not match the schema')
}
