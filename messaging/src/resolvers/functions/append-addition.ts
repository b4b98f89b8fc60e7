import { onlyManager } from '../shared/access.ts'
import { presentIn } from '../shared/contact.ts'
import { caller, limitOf } from '../shared/context.ts'
import { type FactContext, ifSettled, writeFact } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { AdditionInput } from '../shared/inputs.ts'
import { checkReach, memberItems, membersWithFact } from '../shared/joining.ts'
import { settle } from '../shared/settle.ts'

export function request(ctx: FactContext<AdditionInput>) {
  const earlier = ifSettled(ctx)
  if (earlier !== undefined) return earlier
  const known = presentIn(ctx)
  onlyManager(known, caller(ctx))
  const { conversation } = known
  const joined = (ctx.stash.peopleIds ?? []).filter((id) => !Object.hasOwn(conversation.members, id))
  if (joined.length === 0) fail('InvalidInput', 'memberIds')
  const number = conversation.lastNumber + 1
  const added: Record<string, number> = {}
  for (const id of joined) added[id] = number
  const recipientIds = [...Object.keys(conversation.members), ...joined]
  if (recipientIds.length > limitOf(ctx, 'groupMembers')) fail('TooManyMembers')
  checkReach(ctx.stash, joined)
  return writeFact(ctx, conversation, {
    entry: { joined },
    roster: { joined: added },
    others: memberItems(ctx, joined.slice(0, membersWithFact), { from: number, readCount: conversation.messageCount }),
    recipientIds,
  })
}

export function response(ctx: FactContext<AdditionInput>): null {
  return settle(ctx)
}
