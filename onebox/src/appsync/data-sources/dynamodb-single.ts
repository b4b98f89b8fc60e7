import { isDeepStrictEqual } from 'node:util'
import { DynamoError } from '../../dynamodb/errors.ts'
import { isRecord } from '../../dynamodb/values/read-value.ts'
import { type PlainItem, plainItem, wireItem } from './attribute-values.ts'
import { type DataSourceAnswer, failed } from './data-source.ts'
import {
  condition,
  type DynamodbRequest,
  expressionAttributes,
  expressionText,
  listOf,
  present,
  projection,
  type TableSource,
} from './dynamodb-request.ts'

export async function getItem({ dynamo, table }: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  const { Item } = await dynamo.send('GetItem', {
    TableName: table,
    Key: wireItem(request.key),
    ...present({ ConsistentRead: request.consistentRead }),
    ...projection(request.projection),
  })
  return { result: plainItem(Item) }
}

/** Sent again after it was done, a put on a condition finds its own item, and has succeeded. */
export async function putItem(source: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  const Item = { ...wireItem(request.attributeValues), ...wireItem(request.key) }
  const put = () => source.dynamo.send('PutItem', { TableName: source.table, Item, ...condition(request) })
  return whenConditionHolds(source, request, {
    write: async () => {
      await put()
      return plainItem(Item)
    },
    isDone: (found) => found !== null && equalBut(found, plainItem(Item), ignored(request)),
  })
}

export async function updateItem(source: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  const { update, condition: given } = request
  return whenConditionHolds(source, request, {
    async write() {
      const { Attributes } = await source.dynamo.send('UpdateItem', {
        TableName: source.table,
        Key: wireItem(request.key),
        ...present({ UpdateExpression: expressionText(update), ConditionExpression: expressionText(given) }),
        ...expressionAttributes(update, given),
        ReturnValues: 'ALL_NEW',
      })
      return plainItem(Attributes)
    },
    isDone: () => false,
  })
}

/** What is gone already needs no condition. */
export async function deleteItem(source: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  return whenConditionHolds(source, request, {
    async write() {
      const { Attributes } = await source.dynamo.send('DeleteItem', {
        TableName: source.table,
        Key: wireItem(request.key),
        ...condition(request),
        ReturnValues: 'ALL_OLD',
      })
      return plainItem(Attributes)
    },
    isDone: (found) => found === null,
  })
}

interface ConditionalWrite {
  readonly write: () => Promise<PlainItem | null>
  /** Whether what is there instead is what the write was to bring about. */
  readonly isDone: (found: PlainItem | null) => boolean
}

/** The item that a failed condition met is `ctx.result` beside the error. */
async function whenConditionHolds(
  source: TableSource,
  request: DynamodbRequest,
  { write, isDone }: ConditionalWrite,
): Promise<DataSourceAnswer> {
  try {
    return { result: await write() }
  } catch (error) {
    if (!(error instanceof DynamoError) || error.name !== 'ConditionalCheckFailedException') throw error
    const { result } = await getItem(source, { key: request.key, consistentRead: true })
    const found = isRecord(result) ? result : null
    return isDone(found) ? { result: found } : failed(`DynamoDB:${error.name}`, error.message, found)
  }
}

function ignored({ condition: given }: DynamodbRequest): ReadonlySet<unknown> {
  return new Set(isRecord(given) ? listOf(given.equalsIgnore) : [])
}

function equalBut(one: PlainItem, other: PlainItem | null, names: ReadonlySet<unknown>): boolean {
  const part = (item: PlainItem) => Object.entries(item).filter(([name]) => !names.has(name))
  return other !== null && isDeepStrictEqual(Object.fromEntries(part(one)), Object.fromEntries(part(other)))
}
