import { onlyManager } from '../shared/access.ts'
import { presentIn } from '../shared/contact.ts'
import { caller } from '../shared/context.ts'
import { type FactContext, ifSettled, writeFact } from '../shared/fact.ts'
import type { RenameInput } from '../shared/inputs.ts'
import { settle } from '../shared/settle.ts'

export function request(ctx: FactContext<RenameInput>) {
  const earlier = ifSettled(ctx)
  if (earlier !== undefined) return earlier
  const known = presentIn(ctx)
  onlyManager(known, caller(ctx))
  const name = ctx.args.input.name.trim()
  return writeFact(ctx, known.conversation, {
    entry: { body: name },
    conversation: { name },
    recipientIds: Object.keys(known.conversation.members),
  })
}

export function response(ctx: FactContext<RenameInput>): null {
  return settle(ctx)
}
