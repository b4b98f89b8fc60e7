import { runtime, util } from '@aws-appsync/utils'
import { standing } from './access.ts'
import { type Context, caller } from './context.ts'
import { fail } from './fail.ts'
import type { Attachment, Conversation, Entry, EntryKind, Membership, Sent } from './items.ts'
import { entryKey, metaKey, sentKey } from './keys.ts'
import { isNothing } from './nothing.ts'
import { getItem, putItem, putNew, type Roster, type TransactItem, updateIf } from './operations.ts'
import type { Person } from './people.ts'
import { rateItem } from './rate.ts'

/** What the functions of a mutation that adds an entry hand on to one another. */
export interface FactStash {
  conversationId: string
  /** The client's. */
  id: string
  kind: EntryKind
  now: string
  /** The number of the message that it is about. */
  targetNumber?: number
  peopleIds?: readonly string[]
  /** Undefined where `api` could not be asked. */
  people?: Readonly<Record<string, Person>> | undefined
  conversation?: Conversation | null
  mine?: Membership | null
  sent?: Sent | null
  target?: Entry | null
  /** Of a conversation of two, whether either blocked the other. */
  blocked?: boolean
  attachments?: readonly Attachment[]
  /** What the transaction under way writes, and what its first items stand for. */
  attempt?: Entry
  places?: readonly Place[]
  recipientIds?: readonly string[]
  /** Once it is written, now or before. */
  entry?: Entry | null
}

export type Place = 'conversation' | 'entry' | 'sent' | 'target' | 'rate'

export interface CancellationReason {
  readonly type: string
  readonly item?: unknown
}

/** After a transaction that was cancelled there are reasons, in the order of its items; after GetItem, an entry. */
type FactResult = (Entry & { readonly cancellationReasons?: readonly CancellationReason[] | null }) | null

export type FactContext<Input> = Context<{ readonly input: Input }, FactStash, FactResult>

/** What a mutation decided to write, besides what all of them do. */
export interface Fact {
  readonly entry: Partial<Entry>
  /** Attributes of the conversation that change with it. */
  readonly conversation?: Partial<Conversation>
  readonly roster?: Roster
  /** Attributes of the message that it is about. */
  readonly target?: Partial<Entry>
  readonly others?: readonly TransactItem[]
  readonly recipientIds: readonly string[]
}

const sentSeconds = 30 * 86_400

/** Ends a function that has nothing more to do; reads what an earlier call with the same id has written. */
export function ifSettled(ctx: FactContext<unknown>) {
  const { stash, prev } = ctx
  // A deletion has something left to do after it is written.
  if (!isNothing(stash.entry)) runtime.earlyReturn(prev.result, { skipTo: stash.kind === 'DELETION' ? 'NEXT' : 'END' })
  const me = caller(ctx)
  if (isNothing(stash.sent)) return undefined
  if (standing(stash, me) === 'stranger') fail('NotFound')
  // The id is another member's, or stands for something else of the caller's.
  if (stash.sent.senderId !== me || stash.sent.kind !== stash.kind) fail('InvalidInput', 'id')
  return getItem(entryKey(stash.conversationId, stash.sent.number))
}

/**
 * One transaction: the number taken, the entry, the client's id, the sender's rate, and what else changes with it. The
 * first entry of a group makes the group.
 */
export function writeFact(ctx: FactContext<unknown>, conversation: Conversation, fact: Fact) {
  const { stash } = ctx
  const { conversationId, id, kind, now, target } = stash
  const number = conversation.lastNumber + 1
  const senderId = caller(ctx)
  const count = conversation.messageCount + (kind === 'MESSAGE' ? 1 : 0)
  const entry = { ...fact.entry, number, id, kind, senderId, sentAt: now, version: number, count }
  const expiresAt = util.time.nowEpochSeconds() + sentSeconds
  const items = [
    metaItem(ctx, conversation, {
      ...fact,
      conversation: { ...fact.conversation, lastNumber: number, messageCount: count },
    }),
    putItem(ctx, entryKey(conversationId, number), entry),
    putNew(ctx, sentKey(conversationId, id), { number, senderId, kind, expiresAt }),
  ]
  const places: Place[] = ['conversation', 'entry', 'sent']
  if (!isNothing(target) && !isNothing(fact.target)) {
    const values = { ...fact.target, version: number }
    items.push(updateIf(ctx, entryKey(conversationId, target.number), { values, name: 'version', is: target.version }))
    places.push('target')
  }
  const rate = rateItem(ctx)
  if (rate !== undefined) {
    items.push(rate)
    places.push('rate')
  }
  items.push(...(fact.others ?? []))
  Object.assign(stash, { attempt: entry, places, recipientIds: fact.recipientIds })
  return { operation: 'TransactWriteItems', transactItems: items }
}

function metaItem(ctx: FactContext<unknown>, before: Conversation, { conversation, roster }: Fact): TransactItem {
  const key = metaKey(ctx.stash.conversationId)
  const isNew = before.lastNumber === 0 && before.kind === 'GROUP'
  if (isNew) return putNew(ctx, key, { ...before, ...conversation })
  return updateIf(ctx, key, { values: { ...conversation }, name: 'lastNumber', is: before.lastNumber, roster })
}
