import { onlyManager } from '../shared/access.ts'
import { presentIn } from '../shared/contact.ts'
import { caller } from '../shared/context.ts'
import { type FactContext, ifSettled, writeFact } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { RoleInput } from '../shared/inputs.ts'
import { settle } from '../shared/settle.ts'

export function request(ctx: FactContext<RoleInput>) {
  const earlier = ifSettled(ctx)
  if (earlier !== undefined) return earlier
  const known = presentIn(ctx)
  onlyManager(known, caller(ctx))
  const { conversation } = known
  const { memberId, role } = ctx.args.input
  if (!Object.hasOwn(conversation.members, memberId)) fail('NotFound')
  const others = conversation.managers.filter((id) => id !== memberId)
  const managers = role === 'MANAGER' ? [...others, memberId] : others
  if (managers.length === 0) fail('LastManager')
  return writeFact(ctx, conversation, {
    entry: { joined: [memberId], role },
    conversation: { managers },
    recipientIds: Object.keys(conversation.members),
  })
}

export function response(ctx: FactContext<RoleInput>): null {
  return settle(ctx)
}
