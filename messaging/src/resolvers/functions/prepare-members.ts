import { runtime } from '@aws-appsync/utils'
import { onlyManager } from '../shared/access.ts'
import { presentIn } from '../shared/contact.ts'
import { caller, limitOf } from '../shared/context.ts'
import type { FactContext } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import { checkReach, memberItems, membersWithFact } from '../shared/joining.ts'
import { isNothing } from '../shared/nothing.ts'

/**
 * A transaction takes a hundred items: the memberships beyond what fits are written before. Until the conversation names
 * their members, too, they say nothing.
 */
export function request(ctx: FactContext<unknown>) {
  const { stash } = ctx
  const { conversation } = stash
  const isNew = isNothing(conversation)
  const offered = stash.peopleIds ?? []
  const others = isNew ? offered : offered.filter((id) => !Object.hasOwn(conversation.members, id))
  const joined = isNew ? [caller(ctx), ...others] : others
  if (!isNothing(stash.sent) || joined.length <= membersWithFact) runtime.earlyReturn(null)
  if (!isNew) onlyManager(presentIn(ctx), caller(ctx))
  if (joined.length > limitOf(ctx, 'groupMembers')) fail('TooManyMembers')
  checkReach(stash, others)
  const from = isNew ? 1 : conversation.lastNumber + 1
  const readCount = isNew ? 0 : conversation.messageCount
  const transactItems = memberItems(ctx, joined.slice(membersWithFact), { from, readCount })
  return { operation: 'TransactWriteItems', transactItems }
}

export function response({ error }: FactContext<unknown>): null {
  if (error) fail('Unavailable')
  return null
}
