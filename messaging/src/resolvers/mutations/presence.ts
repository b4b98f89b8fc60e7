import { present } from '../shared/access.ts'
import { directPair, isConversationId, unique } from '../shared/check.ts'
import { type Context, caller, limitOf } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Conversation, Membership } from '../shared/items.ts'
import { blockKey, type Key, membershipKey, metaKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import { type BatchResult, batchGet, tableOf } from '../shared/operations.ts'
import { signal } from '../shared/signal.ts'

type Item = Conversation & Omit<Membership, 'kind'> & Key
type PresenceContext = Context<
  { readonly conversationIds: readonly string[]; readonly here: boolean },
  unknown,
  BatchResult<Item> | null
>

export function request(ctx: PresenceContext) {
  const me = caller(ctx)
  const ids = unique(ctx.args.conversationIds)
  if (ids.length === 0 || ids.length > limitOf(ctx, 'presenceConversations')) fail('InvalidInput', 'conversationIds')
  if (!ids.every(isConversationId)) fail('NotFound')
  return batchGet(
    ctx,
    ids.flatMap((id) => [metaKey(id), membershipKey(id, me), ...blocksOf(id)]),
  )
}

function blocksOf(conversationId: string): Key[] {
  const [one, other] = directPair(conversationId)
  return one === undefined || other === undefined ? [] : [blockKey(one, other), blockKey(other, one)]
}

export function response(ctx: PresenceContext) {
  const { args, result, error } = ctx
  const me = caller(ctx)
  if (error || isNothing(result)) fail('Unavailable')
  const items: Record<string, Item> = {}
  for (const item of result.data[tableOf(ctx)] ?? []) if (!isNothing(item)) items[`${item.pk} ${item.sk}`] = item
  const recipientIds: string[] = []
  for (const id of unique(args.conversationIds)) {
    const known = present({ conversation: at(items, metaKey(id)), mine: at(items, membershipKey(id, me)) }, me)
    const isSilent = known.mine.request === true || blocksOf(id).some((key) => !isNothing(at(items, key)))
    if (!isSilent) recipientIds.push(...Object.keys(known.conversation.members))
  }
  const others = unique(recipientIds).filter((id) => id !== me)
  return signal({ kind: 'PRESENCE', memberId: me, here: args.here, recipientIds: others })
}

function at(items: Readonly<Record<string, Item>>, { pk, sk }: Key): Item | undefined {
  return items[`${pk} ${sk}`]
}
