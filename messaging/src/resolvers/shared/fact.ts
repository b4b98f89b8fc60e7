import { runtime, util } from '@aws-appsync/utils'
import { readable } from './access.ts'
import { unique } from './check.ts'
import { type Context, caller, limitOf } from './context.ts'
import { fail } from './fail.ts'
import type { Attachment, Conversation, Entry, EntryKind, Membership, Sent } from './items.ts'
import { entryKey, metaKey, rateKey, sentKey } from './keys.ts'
import { isNothing } from './nothing.ts'
import { getItem, putItem, putNew, type Roster, type TransactItem, tableOf, updateIf } from './operations.ts'
import type { Person } from './people.ts'

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
  /** What the transaction under way writes, and which of its items stands for what. */
  attempt?: Entry
  places?: readonly Place[]
  recipientIds?: readonly string[]
  /** Once it is written, now or before. */
  entry?: Entry | null
}

type Place = 'conversation' | 'entry' | 'sent' | 'rate' | 'target' | 'other'

interface CancellationReason {
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
  const known = { conversation: stash.conversation, mine: stash.mine }
  const me = caller(ctx)
  if (isNothing(stash.sent)) return undefined
  readable(known, me)
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
  const { conversationId, id, kind, now } = stash
  const number = conversation.lastNumber + 1
  const senderId = caller(ctx)
  const messageCount = conversation.messageCount + (kind === 'MESSAGE' ? 1 : 0)
  const entry = { ...fact.entry, number, id, kind, senderId, sentAt: now, version: number, count: messageCount }
  const meta = { ...fact.conversation, lastNumber: number, messageCount }
  const expiresAt = util.time.nowEpochSeconds() + sentSeconds
  const key = metaKey(conversationId)
  const items: TransactItem[] = [
    number === 1 && conversation.kind === 'GROUP'
      ? putNew(ctx, key, { ...conversation, ...meta })
      : updateIf(ctx, key, { values: meta, name: 'lastNumber', is: conversation.lastNumber, roster: fact.roster }),
    putItem(ctx, entryKey(conversationId, number), entry),
    putNew(ctx, sentKey(conversationId, id), { number, senderId, kind, expiresAt }),
  ]
  const places: Place[] = ['conversation', 'entry', 'sent']
  const { target } = stash
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
  for (const item of fact.others ?? []) {
    items.push(item)
    places.push('other')
  }
  stash.attempt = entry
  stash.places = places
  stash.recipientIds = fact.recipientIds
  return { operation: 'TransactWriteItems', transactItems: items }
}

/** Counts what the caller adds in this minute; undefined where there is no limit. */
export function rateItem(ctx: Pick<FactContext<unknown>, 'env' | 'identity'>): TransactItem | undefined {
  const limit = limitOf(ctx, 'messagesPerMinute')
  if (limit === 0) return undefined
  const minute = Math.floor(util.time.nowEpochSeconds() / 60)
  const { pk, sk } = rateKey(caller(ctx), minute)
  return {
    table: tableOf(ctx),
    operation: 'UpdateItem',
    key: { pk: { S: pk }, sk: { S: sk } },
    update: {
      expression: 'ADD #count :one SET #expiresAt = :expiresAt',
      expressionNames: { '#count': 'count', '#expiresAt': 'expiresAt' },
      expressionValues: util.dynamodb.toMapValues({ ':one': 1, ':expiresAt': (minute + 3) * 60 }),
    },
    condition: {
      expression: 'attribute_not_exists(#counted) OR #counted < :limit',
      expressionNames: { '#counted': 'count' },
      expressionValues: util.dynamodb.toMapValues({ ':limit': limit }),
      returnValuesOnConditionCheckFailure: false,
    },
  }
}

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
    takeReason(ctx, reason, stash.places?.[index] ?? 'other')
  })
  return null
}

const passing = ['None', 'ConditionalCheckFailed', 'TransactionConflict']

function takeReason({ stash }: FactContext<unknown>, { type, item }: CancellationReason, place: Place): void {
  if (passing.indexOf(type) < 0) fail('Unavailable')
  if (type !== 'ConditionalCheckFailed') return
  if (place === 'rate') fail('TooFast')
  Object.assign(stash, { [place]: item })
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
