import { present, visibleRange } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Entry } from '../shared/items.ts'
import { entryKey } from '../shared/keys.ts'
import type { MarkArguments, MarkStash } from '../shared/marking.ts'
import { transactGet } from '../shared/operations.ts'
import { type OwnItems, ownKeys, takeOwn } from '../shared/own.ts'

type MarkContext = Context<MarkArguments, MarkStash, { readonly items: OwnItems<Entry> } | null>

export function request(ctx: MarkContext) {
  const { conversationId, read } = ctx.args.input
  const keys = ownKeys(ctx, conversationId)
  if (canBeNumber(read)) keys.push(entryKey(conversationId, read))
  return transactGet(ctx, keys)
}

function canBeNumber(read: number | null | undefined): read is number {
  return (read ?? 0) > 0 && (read ?? 0) < 1_000_000_000
}

export function response(ctx: MarkContext): null {
  const [entry] = takeOwn(ctx)
  const { stash, args } = ctx
  const { last } = visibleRange(present(stash, caller(ctx)))
  if ((args.input.read ?? 0) > last) fail('InvalidInput', 'read')
  if ((args.input.delivered ?? 0) > last) fail('InvalidInput', 'delivered')
  stash.entry = entry ?? null
  return null
}
