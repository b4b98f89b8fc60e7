import { unique } from './check.ts'
import { caller } from './context.ts'
import type { CancellationReason, FactContext, Place } from './fact.ts'
import { fail } from './fail.ts'
import { isNothing } from './nothing.ts'

/** After a transaction, or after what `ifSettled` had read. Whoever lost a race keeps what there is now, and goes on. */
export function settle(ctx: FactContext<unknown>): null {
  const { stash, result, error } = ctx
  if (!isNothing(stash.sent)) {
    settleSentBefore(ctx)
    return null
  }
  if (!error) {
    stash.entry = stash.attempt ?? null
    return null
  }
  const reasons = result?.cancellationReasons ?? []
  if (reasons.length === 0) fail('Unavailable')
  reasons.forEach((reason, index) => {
    takeReason(ctx, reason, stash.places?.[index])
  })
  return null
}

const passing = ['None', 'ConditionalCheckFailed', 'TransactionConflict']

function takeReason(
  { stash }: FactContext<unknown>,
  { type, item }: CancellationReason,
  place: Place | undefined,
): void {
  if (passing.indexOf(type) < 0) fail('Unavailable')
  if (type !== 'ConditionalCheckFailed' || place === undefined) return
  // What was sent before is answered however fast its sender is: its item stands before.
  if (place === 'rate' && isNothing(stash.sent)) fail('TooFast')
  if (place !== 'rate') Object.assign(stash, { [place]: item })
}

/** The same answer again. To everyone only while nobody can have joined since, who would not see it. */
function settleSentBefore(ctx: FactContext<unknown>): void {
  const { stash, result, error } = ctx
  const me = caller(ctx)
  if (error || isNothing(result)) fail('Unavailable')
  const { conversation } = stash
  const isLast = !isNothing(conversation) && conversation.lastNumber === result.number
  stash.entry = result
  stash.recipientIds = isLast ? unique([me, ...Object.keys(conversation.members)]) : [me]
}
