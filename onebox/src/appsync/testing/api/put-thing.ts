import type { Context } from '@aws-appsync/utils'
import { util } from '@aws-appsync/utils'

export function request(ctx: Context) {
  const { id, owner, note } = ctx.args
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues({ pk: id, sk: 'THING' }),
    attributeValues: util.dynamodb.toMapValues({
      id,
      owner,
      note,
      memberPk: owner,
      memberSk: id,
      at: util.time.nowEpochMilliSeconds(),
    }),
    condition: { expression: 'attribute_not_exists(pk)', equalsIgnore: ['at'] },
  }
}

export function response(ctx: Context) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type, null, { found: ctx.result.note })
  }
  return ctx.result
}
