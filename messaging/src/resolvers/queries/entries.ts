import { readable, visibleRange } from '../shared/access.ts'
import { type Context, caller, limitOf } from '../shared/context.ts'
import type { EntriesArguments, EntriesStash } from '../shared/entries.ts'
import { fail } from '../shared/fail.ts'
import { isNothing } from '../shared/nothing.ts'
import { beginOwn } from '../shared/own.ts'
import { entrySeenBy, entryView, factSeenBy } from '../shared/views.ts'

export function request(ctx: Context<EntriesArguments, EntriesStash>) {
  const { conversationId, after, before } = ctx.args
  beginOwn(ctx, conversationId)
  const most = limitOf(ctx, 'pageEntries')
  const limit = ctx.args.limit ?? 50
  if (limit < 1 || limit > most) fail('InvalidInput', 'limit')
  if (!isNothing(after) && !isNothing(before)) fail('InvalidInput', 'before')
  ctx.stash.limit = limit
  return {}
}

export function response(ctx: Context<EntriesArguments, EntriesStash>) {
  const { stash, args } = ctx
  const known = readable(stash, caller(ctx))
  const entries = stash.entries ?? []
  const { conversationId } = stash
  const items = entries.map((entry) => {
    const seen = factSeenBy(known, entrySeenBy(known, entry), stash.messages?.[`${entry.target ?? 0}`])
    return entryView(seen, { conversationId, recipientIds: [] })
  })
  // Numbers have no gaps: what is missing to the end of the range is there.
  const { first, last } = visibleRange(known)
  const edge = isNothing(args.after) ? entries[0] : entries[entries.length - 1]
  const more = isNothing(edge) ? false : isNothing(args.after) ? edge.number > first : edge.number < last
  return { items, more }
}
