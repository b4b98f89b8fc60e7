import type { Context } from '@aws-appsync/utils'
import { util } from '@aws-appsync/utils'
import { get } from '@aws-appsync/utils/dynamodb'

export function request(ctx: Context) {
  return get({ key: { pk: ctx.args.id, sk: 'THING' } })
}

export function response(ctx: Context) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type)
  }
  return ctx.result
}
