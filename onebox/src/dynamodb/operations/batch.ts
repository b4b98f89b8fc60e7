import { invalid } from '../errors.ts'
import { Placeholders } from '../expression/placeholders.ts'
import { keyGiven, placeText, type StoredKey } from '../keys.ts'
import type { Item } from '../values/attribute-value.ts'
import { readItem } from '../values/read-value.ts'
import { itemBytes } from '../values/size.ts'
import { commitWrite } from './commit.ts'
import { type DynamoContext, tableNamed } from './context.ts'
import { BatchGetItemInput, BatchWriteItemInput, parseInput } from './input.ts'
import { atMost, projection } from './single.ts'
import { type PlannedWrite, planWrite } from './write-item.ts'

const maxGets = 100
const maxWrites = 25
const maxResponseBytes = 16 * 1024 * 1024

type TableKeys = Record<string, { Keys: Record<string, unknown>[] }>

export async function batchGetItem(
  context: DynamoContext,
  input: unknown,
): Promise<{ Responses: Record<string, readonly Item[]>; UnprocessedKeys: TableKeys }> {
  const { RequestItems } = parseInput(BatchGetItemInput, input)
  const asked = Object.entries(RequestItems).flatMap(([name, { Keys, ...options }]) => {
    const table = tableNamed(context, name)
    const placeholders = new Placeholders(options.ExpressionAttributeNames, undefined)
    const shape = projection(options.ProjectionExpression, placeholders)
    placeholders.checkAllUsed()
    return Keys.map((key) => ({ name, key, options, shape, stored: keyGiven(table, readItem(key)) }))
  })
  atMost(maxGets, asked.length, 'BatchGetItem')
  refuseDoubles(
    asked.map(({ stored }) => stored),
    'Provided list of item keys contains duplicates',
  )
  const found = await context.rows.read(asked.map(({ stored }) => stored))
  const responses: Record<string, Item[]> = {}
  const unprocessed: TableKeys = {}
  let bytes = 0
  for (const [index, { name, key, options, shape }] of asked.entries()) {
    const items = responses[name] ?? []
    responses[name] = items
    const item = found[index]?.item
    if (item === undefined) continue
    bytes += itemBytes(item)
    if (bytes <= maxResponseBytes) items.push(shape(item))
    else unprocessed[name] = { ...options, Keys: [...(unprocessed[name]?.Keys ?? []), key] }
  }
  return { Responses: responses, UnprocessedKeys: unprocessed }
}

export async function batchWriteItem(
  context: DynamoContext,
  input: unknown,
): Promise<{ UnprocessedItems: Record<string, never> }> {
  const { RequestItems } = parseInput(BatchWriteItemInput, input)
  const writes = Object.entries(RequestItems).flatMap(([name, requests]) => {
    const table = tableNamed(context, name)
    return requests.map(({ PutRequest, DeleteRequest }): PlannedWrite => {
      if (PutRequest !== undefined && DeleteRequest === undefined) return planWrite('put', table, PutRequest)
      if (DeleteRequest !== undefined && PutRequest === undefined) return planWrite('delete', table, DeleteRequest)
      throw invalid('Supplied AttributeValue has more than one datatypes set, must contain exactly one request')
    })
  })
  atMost(maxWrites, writes.length, 'BatchWriteItem')
  refuseDoubles(
    writes.map(({ key }) => key),
    'Provided list of item keys contains duplicates',
  )
  // Each is written by itself, as AWS does: a batch is no transaction.
  await Promise.all(writes.map((write) => commitWrite(context, write)))
  return { UnprocessedItems: {} }
}

export function refuseDoubles(keys: readonly StoredKey[], message: string): void {
  if (new Set(keys.map(placeText)).size < keys.length) throw invalid(message)
}
