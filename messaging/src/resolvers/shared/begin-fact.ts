import { util } from '@aws-appsync/utils'
import { checkChange } from './check.ts'
import { caller } from './context.ts'
import type { FactContext } from './fact.ts'
import { fail } from './fail.ts'
import type { EntryKind } from './items.ts'
import { isNothing } from './nothing.ts'
import { entryView } from './views.ts'

interface Begun {
  readonly conversationId: string
  readonly id: string
}

/** Before the first function of a change. What it says of itself is checked before anything is read. */
export function beginFact(ctx: FactContext<Begun>, kind: EntryKind, targetNumber?: number | null): void {
  caller(ctx)
  const { input } = ctx.args
  checkChange(input)
  const { stash } = ctx
  stash.conversationId = input.conversationId
  stash.id = input.id
  stash.kind = kind
  stash.now = util.time.nowISO8601()
  if (isNothing(targetNumber)) return
  if (targetNumber < 1 || targetNumber > 999_999_999) fail('NotFound')
  stash.targetNumber = targetNumber
}

/** After the last. */
export function answerFact({ stash }: FactContext<unknown>) {
  const { entry, target, conversationId, recipientIds } = stash
  if (isNothing(entry)) fail('Conflict')
  // An edit's text is kept once only, with its message.
  const shown = entry.kind === 'EDIT' ? { ...entry, body: entry.body ?? target?.body ?? null } : entry
  return entryView(shown, { conversationId, recipientIds: recipientIds ?? [] })
}
