import { membersWhoSee, visibleMessage } from '../shared/access.ts'
import { speakingIn } from '../shared/contact.ts'
import { caller, limitOf } from '../shared/context.ts'
import { type FactContext, ifSettled, writeFact } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { ReactionInput } from '../shared/inputs.ts'
import type { Reaction } from '../shared/items.ts'
import { settle } from '../shared/settle.ts'

export function request(ctx: FactContext<ReactionInput>) {
  const earlier = ifSettled(ctx)
  if (earlier !== undefined) return earlier
  const { stash, args } = ctx
  const known = speakingIn(ctx)
  const message = visibleMessage(known, stash.target)
  const { target, emoji } = args.input
  const withdrawn = args.input.withdrawn === true
  const before = message.reactions ?? []
  const others = without(before, emoji, caller(ctx))
  const reactions = withdrawn ? others : added(others, emoji, caller(ctx))
  if (reactions.length > limitOf(ctx, 'reactions') && reactions.length > before.length) fail('InvalidInput', 'emoji')
  return writeFact(ctx, known.conversation, {
    entry: { target, emoji, withdrawn },
    target: { reactions },
    recipientIds: membersWhoSee(known.conversation, target),
  })
}

/** An emoji stays where it was first put as long as somebody stands by it. */
function without(reactions: readonly Reaction[], emoji: string, memberId: string): Reaction[] {
  return reactions
    .map((reaction) =>
      reaction.emoji === emoji ? { emoji, memberIds: reaction.memberIds.filter((one) => one !== memberId) } : reaction,
    )
    .filter(({ memberIds }) => memberIds.length > 0)
}

function added(reactions: readonly Reaction[], emoji: string, memberId: string): Reaction[] {
  if (!reactions.some((reaction) => reaction.emoji === emoji)) return [...reactions, { emoji, memberIds: [memberId] }]
  return reactions.map((reaction) =>
    reaction.emoji === emoji ? { emoji, memberIds: [...reaction.memberIds, memberId] } : reaction,
  )
}

export function response(ctx: FactContext<ReactionInput>): null {
  return settle(ctx)
}
