import { extensions } from '@aws-appsync/utils'
import { type Context, caller } from '../shared/context.ts'
import { endWithSession } from '../shared/subscribing.ts'

export function request(ctx: Context<unknown>) {
  caller(ctx)
  return { payload: null }
}

/** What is the caller's, whatever they ask for. */
export function response(ctx: Context<unknown>): null {
  const value = caller(ctx)
  extensions.setSubscriptionFilter({
    filterGroup: [{ filters: [{ fieldName: 'recipientIds', operator: 'contains', value }] }],
  })
  endWithSession(ctx)
  return null
}
