import type { Context } from '@aws-appsync/utils'
import { extensions } from '@aws-appsync/utils'

export function request() {
  return { payload: true }
}

export function response(ctx: Context) {
  extensions.invalidateSubscriptions({ subscriptionField: 'onOwnThing', payload: { owner: ctx.args.owner } })
  return ctx.result
}
