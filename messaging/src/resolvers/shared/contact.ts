import { type Known, present } from './access.ts'
import { otherOf } from './check.ts'
import { caller } from './context.ts'
import type { FactContext } from './fact.ts'
import { fail } from './fail.ts'

/** The conversation as its member has it who changes it. */
export function presentIn(ctx: FactContext<unknown>): Known {
  const { conversation, mine } = ctx.stash
  return present({ conversation, mine }, caller(ctx))
}

/** As `presentIn`, where the change says something to the others: not to who left, or where either blocked the other. */
export function speakingIn(ctx: FactContext<unknown>): Known {
  const known = presentIn(ctx)
  const other = otherOf(ctx.stash.conversationId, caller(ctx))
  if (other === undefined) return known
  if (ctx.stash.blocked === true || !Object.hasOwn(known.conversation.members, other)) fail('CannotReach')
  return known
}
