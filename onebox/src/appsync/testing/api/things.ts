import type { Context } from '@aws-appsync/utils'
import { util } from '@aws-appsync/utils'
import { query } from '@aws-appsync/utils/dynamodb'

export function request(ctx: Context) {
  return query({
    index: 'by-member',
    query: { memberPk: { eq: ctx.args.owner } },
    limit: 2,
    nextToken: ctx.args.nextToken,
  })
}

export function response(ctx: Context) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type)
  }
  return ctx.result
}
