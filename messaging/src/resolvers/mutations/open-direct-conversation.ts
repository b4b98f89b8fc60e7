import { util } from '@aws-appsync/utils'
import { directConversationId } from '@porchlight/contract/messaging-limits'
import { readable } from '../shared/access.ts'
import { checkId } from '../shared/check.ts'
import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import { isNothing } from '../shared/nothing.ts'
import type { OpenStash } from '../shared/opening.ts'
import { peopleNamed } from '../shared/people.ts'
import { conversationView, memberIdsOf, membershipView } from '../shared/views.ts'

export function request(ctx: Context<{ readonly memberId: string }, OpenStash>) {
  const me = caller(ctx)
  const { memberId } = ctx.args
  checkId(memberId, 'memberId')
  if (memberId === me) fail('InvalidInput', 'memberId')
  const { stash } = ctx
  stash.memberId = memberId
  stash.conversationId = directConversationId(me, memberId)
  stash.now = util.time.nowISO8601()
  stash.peopleIds = [me, memberId]
  return {}
}

export function response(ctx: Context<unknown, OpenStash>) {
  const { stash } = ctx
  if (isNothing(stash.conversation)) fail('Conflict')
  const known = readable(stash, caller(ctx))
  const { conversation, mine } = known
  const { other } = stash
  return {
    ...conversationView(known),
    people: peopleNamed(stash, memberIdsOf(known)),
    members: [
      membershipView(conversation, mine, true),
      ...(isNothing(other) ? [] : [membershipView(conversation, other, false)]),
    ],
  }
}
