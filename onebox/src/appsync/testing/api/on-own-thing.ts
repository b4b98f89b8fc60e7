import type { Context } from '@aws-appsync/utils'
import { extensions, util } from '@aws-appsync/utils'

export function request(ctx: Context) {
  return { payload: ctx.identity }
}

export function response(ctx: Context) {
  if (ctx.result.claims.role === 'guest') {
    util.error('Guests own nothing', 'NotAllowed')
  }
  const filter = util.transform.toSubscriptionFilter({ owner: { eq: ctx.result.sub } })
  extensions.setSubscriptionFilter(filter)
  extensions.setSubscriptionInvalidationFilter(filter)
  return null
}
