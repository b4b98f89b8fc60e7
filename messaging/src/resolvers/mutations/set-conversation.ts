import { readable } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import { beginOwn, type OwnStash } from '../shared/own.ts'
import type { SettingsArguments } from '../shared/settings.ts'
import { signal } from '../shared/signal.ts'

export function request(ctx: Context<SettingsArguments, OwnStash>) {
  const { conversationId, request: pending } = ctx.args.input
  beginOwn(ctx, conversationId)
  if (pending === true) fail('InvalidInput', 'request')
  return {}
}

export function response(ctx: Context<SettingsArguments, OwnStash>) {
  const { mine } = readable(ctx.stash, caller(ctx))
  return signal({
    kind: 'SETTINGS',
    memberId: mine.memberId,
    conversationId: ctx.stash.conversationId,
    mutedUntil: mine.mutedUntil ?? null,
    archived: mine.archived === true,
    request: mine.request === true,
    recipientIds: [mine.memberId],
  })
}
