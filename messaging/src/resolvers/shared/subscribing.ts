import { extensions, util } from '@aws-appsync/utils'
import { type Context, caller } from './context.ts'

/** `api` ends the subscriptions of a session, or of a member, by these. */
export function endWithSession(ctx: Context<unknown>): void {
  const memberId = caller(ctx)
  const { sid } = ctx.identity.claims
  if (!sid) util.unauthorized()
  extensions.setSubscriptionInvalidationFilter({
    filterGroup: [
      { filters: [{ fieldName: 'memberId', operator: 'eq', value: memberId }] },
      { filters: [{ fieldName: 'sessionId', operator: 'eq', value: sid }] },
    ],
  })
}
