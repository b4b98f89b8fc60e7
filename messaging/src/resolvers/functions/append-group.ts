import { caller, limitOf } from '../shared/context.ts'
import { type FactContext, ifSettled, writeFact } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { GroupInput } from '../shared/inputs.ts'
import { checkReach, memberItems, membersWithFact } from '../shared/joining.ts'
import { isNothing } from '../shared/nothing.ts'
import { settle } from '../shared/settle.ts'

export function request(ctx: FactContext<GroupInput>) {
  const earlier = ifSettled(ctx)
  if (earlier !== undefined) return earlier
  const { stash } = ctx
  if (!isNothing(stash.conversation)) fail('InvalidInput', 'id')
  const me = caller(ctx)
  const others = stash.peopleIds ?? []
  const joined = [me, ...others]
  if (joined.length > limitOf(ctx, 'groupMembers')) fail('TooManyMembers')
  checkReach(stash, others)
  const members: Record<string, number> = {}
  for (const id of joined) members[id] = 1
  const conversation = {
    id: stash.conversationId,
    kind: 'GROUP' as const,
    name: ctx.args.input.name.trim(),
    createdAt: stash.now,
    createdBy: me,
    lastNumber: 0,
    messageCount: 0,
    members,
    managers: [me],
  }
  return writeFact(ctx, conversation, {
    entry: { joined },
    others: memberItems(ctx, joined.slice(0, membersWithFact), { from: 1, readCount: 0 }),
    recipientIds: joined,
  })
}

export function response(ctx: FactContext<GroupInput>): null {
  return settle(ctx)
}
