import { isRecord } from '../../dynamodb/values/read-value.ts'
import { plainItem } from './attribute-values.ts'
import { type DataSourceAnswer, failed } from './data-source.ts'
import {
  type DynamodbRequest,
  expressionAttributes,
  expressionText,
  listOf,
  present,
  type TableSource,
} from './dynamodb-request.ts'

export async function query(source: TableSource, request: DynamodbRequest): Promise<DataSourceAnswer> {
  const { query: keys, filter, projection, index, nextToken, ...rest } = request
  const scope = JSON.stringify([source.table, index ?? null])
  const start = typeof nextToken === 'string' ? source.pageTokens.open(nextToken, scope) : undefined
  if (typeof nextToken === 'string' && !isRecord(start)) {
    return failed('DynamoDB:ValidationException', 'Invalid nextToken')
  }
  const page = await source.dynamo.send('Query', {
    TableName: source.table,
    ...present({
      IndexName: index,
      KeyConditionExpression: expressionText(keys),
      FilterExpression: expressionText(filter),
      ProjectionExpression: expressionText(projection),
      Limit: rest.limit,
      ScanIndexForward: rest.scanIndexForward,
      ConsistentRead: rest.consistentRead,
      Select: rest.select,
      ExclusiveStartKey: start,
    }),
    ...expressionAttributes(keys, filter, projection),
  })
  const { LastEvaluatedKey: last } = page
  return {
    result: {
      items: listOf(page.Items).map(plainItem),
      nextToken: last === undefined ? null : source.pageTokens.seal(last, scope),
      scannedCount: page.ScannedCount,
    },
  }
}
