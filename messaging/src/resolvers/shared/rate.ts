import { util } from '@aws-appsync/utils'
import { type Context, caller, limitOf } from './context.ts'
import { keyOf, rateKey } from './keys.ts'
import { type TransactItem, tableOf } from './operations.ts'

/** Counts what the caller adds in this minute; undefined where there is no limit. */
export function rateItem(ctx: Pick<Context<unknown>, 'env' | 'identity'>): TransactItem | undefined {
  const limit = limitOf(ctx, 'messagesPerMinute')
  if (limit === 0) return undefined
  const minute = Math.floor(util.time.nowEpochSeconds() / 60)
  return {
    table: tableOf(ctx),
    operation: 'UpdateItem',
    key: keyOf(rateKey(caller(ctx), minute)),
    update: {
      expression: 'ADD #count :one SET #expiresAt = :expiresAt',
      expressionNames: { '#count': 'count', '#expiresAt': 'expiresAt' },
      expressionValues: util.dynamodb.toMapValues({ ':one': 1, ':expiresAt': (minute + 3) * 60 }),
    },
    condition: {
      expression: 'attribute_not_exists(#counted) OR #counted < :limit',
      expressionNames: { '#counted': 'count' },
      expressionValues: util.dynamodb.toMapValues({ ':limit': limit }),
      returnValuesOnConditionCheckFailure: false,
    },
  }
}
