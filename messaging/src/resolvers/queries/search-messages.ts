import { readable } from '../shared/access.ts'
import { isPlainText } from '../shared/check.ts'
import { type Context, caller, limitOf } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import { beginOwn } from '../shared/own.ts'
import type { SearchArguments, SearchStash } from '../shared/search.ts'
import { entrySeenBy, entryView } from '../shared/views.ts'

export function request(ctx: Context<SearchArguments, SearchStash>) {
  const { conversationId, text } = ctx.args
  beginOwn(ctx, conversationId)
  const isBlank = text.trim().length === 0
  if (isBlank || text.length > limitOf(ctx, 'searchUtf16Units') || !isPlainText(text)) fail('InvalidInput', 'text')
  return {}
}

export function response(ctx: Context<SearchArguments, SearchStash>) {
  const { stash } = ctx
  const known = readable(stash, caller(ctx))
  const { conversationId } = stash
  const items = (stash.found ?? []).map((entry) =>
    entryView(entrySeenBy(known, entry), { conversationId, recipientIds: [] }),
  )
  return { items, nextToken: stash.nextToken ?? null }
}
