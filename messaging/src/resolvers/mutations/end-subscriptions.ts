import { extensions } from '@aws-appsync/utils'
import { type Context, onlyPublisher } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import { isNothing } from '../shared/nothing.ts'

type EndContext = Context<{
  readonly input: { readonly memberId?: string | null; readonly sessionId?: string | null }
}>

export function request(ctx: EndContext) {
  onlyPublisher(ctx)
  const { memberId, sessionId } = ctx.args.input
  if (isNothing(memberId) && isNothing(sessionId)) fail('InvalidInput', 'memberId')
  return { payload: null }
}

export function response({ args }: EndContext): boolean {
  const { memberId, sessionId } = args.input
  for (const subscriptionField of ['onEntry', 'onSignal']) {
    if (!isNothing(memberId)) extensions.invalidateSubscriptions({ subscriptionField, payload: { memberId } })
    if (!isNothing(sessionId)) extensions.invalidateSubscriptions({ subscriptionField, payload: { sessionId } })
  }
  return true
}
