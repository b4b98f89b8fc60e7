import { runtime } from '@aws-appsync/utils'
import { readable, visibleRange } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import type { EntriesArguments, EntriesStash } from '../shared/entries.ts'
import { fail } from '../shared/fail.ts'
import type { Entry } from '../shared/items.ts'
import { entryKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import { type BatchResult, batchGet, tableOf } from '../shared/operations.ts'

/** The text of an edit is kept with its message only, so that deleting a message leaves none of its texts behind. */
export function request(ctx: Context<EntriesArguments, EntriesStash>) {
  const { stash } = ctx
  const { first } = visibleRange(readable(stash, caller(ctx)))
  const messages: Record<string, Entry> = {}
  for (const entry of stash.entries ?? []) messages[`${entry.number}`] = entry
  stash.messages = messages
  const missing: number[] = []
  for (const { kind, target } of stash.entries ?? []) {
    const isAway = kind === 'EDIT' && !isNothing(target) && target >= first && !Object.hasOwn(messages, `${target}`)
    if (isAway && missing.indexOf(target) < 0) missing.push(target)
  }
  if (missing.length === 0) runtime.earlyReturn(null)
  return batchGet(
    ctx,
    missing.map((number) => entryKey(stash.conversationId, number)),
  )
}

export function response(ctx: Context<EntriesArguments, EntriesStash, BatchResult<Entry> | null>): null {
  const { stash, result, error } = ctx
  if (error || isNothing(result)) fail('Unavailable')
  const messages = { ...stash.messages }
  for (const entry of result.data[tableOf(ctx)] ?? []) if (!isNothing(entry)) messages[`${entry.number}`] = entry
  stash.messages = messages
  return null
}
