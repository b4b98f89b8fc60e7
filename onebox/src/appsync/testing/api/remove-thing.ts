import type { Context } from '@aws-appsync/utils'
import { util } from '@aws-appsync/utils'
import { remove } from '@aws-appsync/utils/dynamodb'

export function request(ctx: Context) {
  return remove({ key: { pk: ctx.args.id, sk: 'THING' }, condition: { owner: { eq: ctx.args.owner } } })
}

export function response(ctx: Context) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type)
  }
  return ctx.result
}
