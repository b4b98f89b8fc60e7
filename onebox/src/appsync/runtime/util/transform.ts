import { filterExpression } from './expression.ts'
import { subscriptionFilter } from './subscription-filter.ts'

/** Both answer JSON, or null for what is no filter. */
function expressionText(filter: unknown): string | null {
  const expression = filterExpression(filter)
  return expression === undefined ? null : JSON.stringify(expression)
}

export const transform = {
  toDynamoDBFilterExpression: expressionText,
  toDynamoDBConditionExpression: expressionText,
  toSubscriptionFilter: subscriptionFilter,
  toElasticsearchQueryDSL(): never {
    throw new Error('util.transform.toElasticsearchQueryDSL: there is no such data source here')
  },
}
