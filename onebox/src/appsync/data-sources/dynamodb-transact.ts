import { DynamoError } from '../../dynamodb/errors.ts'
import { isRecord } from '../../dynamodb/values/read-value.ts'
import { plainItem, wireItem } from './attribute-values.ts'
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

export async function transactGet({ dynamo }: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  const { Responses } = await dynamo.send('TransactGetItems', {
    TransactItems: listOf(request.transactItems)
      .filter(isRecord)
      .map(({ table, key, projection: paths }) => ({
        Get: { TableName: table, Key: wireItem(key), ...projection(paths) },
      })),
  })
  const items = listOf(Responses).map((response) => plainItem(isRecord(response) ? response.Item : undefined))
  return { result: { items, cancellationReasons: null } }
}

/** Cancelled, it is an error, and `ctx.result.cancellationReasons` says of each item whether it was to blame. */
export async function transactWrite({ dynamo }: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  const asked = listOf(request.transactItems).filter(isRecord)
  try {
    await dynamo.send('TransactWriteItems', { TransactItems: asked.map(written) })
  } catch (error) {
    if (!(error instanceof DynamoError) || error.cancellationReasons === undefined) throw error
    const cancellationReasons = error.cancellationReasons.map(({ Code, Message, Item }) => ({
      type: Code,
      message: Message ?? null,
      item: plainItem(Item),
    }))
    return failed(`DynamoDB:${error.name}`, error.message, { keys: null, cancellationReasons })
  }
  return { result: { keys: asked.map(({ key }) => plainItem(wireItem(key))), cancellationReasons: null } }
}

function written(item: DynamodbRequest): Record<string, unknown> {
  const { table, operation, key, attributeValues, update } = item
  const common = { TableName: table, ...condition(item), ...onFailure(item) }
  const Key = wireItem(key)
  switch (operation) {
    case 'PutItem':
      return { Put: { ...common, Item: { ...wireItem(attributeValues), ...Key } } }
    case 'UpdateItem':
      return {
        Update: {
          ...common,
          Key,
          ...present({ UpdateExpression: expressionText(update) }),
          ...expressionAttributes(update, item.condition),
        },
      }
    case 'DeleteItem':
      return { Delete: { ...common, Key } }
    case 'ConditionCheck':
      return { ConditionCheck: { ...common, Key } }
    default:
      return {}
  }
}

/** Unless told otherwise AppSync has the item that did not meet its condition brought along. */
function onFailure({ condition: given }: DynamodbRequest): Record<string, unknown> {
  if (!isRecord(given) || given.returnValuesOnConditionCheckFailure === false) return {}
  return { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }
}
