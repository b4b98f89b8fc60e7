import { isDeepStrictEqual } from 'node:util'
import { isRecord } from '../../dynamodb/values/read-value.ts'
import { plainItem, wireItem } from './attribute-values.ts'
import type { DataSourceAnswer } from './data-source.ts'
import { type DynamodbRequest, listOf, present, projection, type TableSource } from './dynamodb-request.ts'

type Tables = readonly (readonly [table: string, asked: unknown])[]

function tablesOf({ tables }: DynamodbRequest): Tables {
  return isRecord(tables) ? Object.entries(tables) : []
}

/** Items stand in the order of the keys, null where there is none. */
export async function batchGet({ dynamo }: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  const asked = tablesOf(request).map(([table, given]) => {
    const { keys, consistentRead, projection: paths } = isRecord(given) ? given : {}
    return { table, Keys: listOf(keys).map(wireItem), consistentRead, paths }
  })
  const { Responses, UnprocessedKeys } = await dynamo.send('BatchGetItem', {
    RequestItems: Object.fromEntries(
      asked.map(({ table, Keys, consistentRead, paths }) => [
        table,
        { Keys, ...present({ ConsistentRead: consistentRead }), ...projection(paths) },
      ]),
    ),
  })
  const found = (table: string) => listOf(isRecord(Responses) ? Responses[table] : []).map(plainItem)
  const unread = (table: string) => {
    const left = isRecord(UnprocessedKeys) ? UnprocessedKeys[table] : undefined
    return listOf(isRecord(left) ? left.Keys : []).map(plainItem)
  }
  return {
    result: {
      data: Object.fromEntries(asked.map(({ table, Keys }) => [table, inOrder(Keys.map(plainItem), found(table))])),
      unprocessedKeys: Object.fromEntries(asked.map(({ table }) => [table, unread(table)])),
    },
  }
}

type PlainItems = readonly ReturnType<typeof plainItem>[]

function inOrder(keys: PlainItems, items: PlainItems): PlainItems {
  return keys.map((key) => items.find((item) => item !== null && hasKey(item, key)) ?? null)
}

function hasKey(item: Readonly<Record<string, unknown>>, key: ReturnType<typeof plainItem>): boolean {
  return key !== null && Object.entries(key).every(([name, value]) => isDeepStrictEqual(item[name], value))
}

export async function batchPut({ dynamo }: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  const asked = tablesOf(request).map(([table, given]) => [table, listOf(given).map(wireItem)] as const)
  await dynamo.send('BatchWriteItem', {
    RequestItems: Object.fromEntries(
      asked.map(([table, items]) => [table, items.map((Item) => ({ PutRequest: { Item } }))]),
    ),
  })
  return {
    result: {
      data: Object.fromEntries(asked.map(([table, items]) => [table, items.map(plainItem)])),
      unprocessedItems: Object.fromEntries(asked.map(([table]) => [table, []])),
    },
  }
}

export async function batchDelete({ dynamo }: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  const asked = tablesOf(request).map(([table, given]) => [table, listOf(given).map(wireItem)] as const)
  await dynamo.send('BatchWriteItem', {
    RequestItems: Object.fromEntries(
      asked.map(([table, keys]) => [table, keys.map((Key) => ({ DeleteRequest: { Key } }))]),
    ),
  })
  return {
    result: {
      data: Object.fromEntries(asked.map(([table, keys]) => [table, keys.map(() => null)])),
      unprocessedKeys: Object.fromEntries(asked.map(([table]) => [table, []])),
    },
  }
}
