import { applyFact, type Fact } from '../log/apply-fact.ts'
import type { Message, PendingChange, PendingMessage, ReplyTarget, ViewEntry } from '../model.ts'
import type { Queued } from '../store.ts'
import type { Entry } from '../wire.ts'

export type FindTarget = (number: number) => ReplyTarget

/** Shapes an entry for showing; edits, deletions and reactions are in the messages that they are about. */
export function presentEntry(entry: Entry, { memberId, find }: PresentOptions): ViewEntry | undefined {
  const { number, id, senderId, sentAt } = entry
  const numbered = { number, id, senderId, sentAt }
  if (entry.kind === 'MESSAGE') return { ...numbered, ...messagePart(entry, find), mine: senderId === memberId }
  if (entry.kind === 'RENAMING') return { ...numbered, kind: 'renaming', name: entry.body ?? '' }
  if (entry.kind !== 'MEMBERSHIP') return undefined
  return { ...numbered, kind: 'membership', joined: entry.joined ?? [], left: entry.left ?? [], role: entry.role }
}

export interface PresentOptions {
  readonly memberId: string
  readonly find: FindTarget
}

function messagePart(entry: Entry, find: FindTarget) {
  const { body, editedAt, deletedAt } = entry
  return {
    kind: 'message',
    body,
    editedAt,
    deletedAt,
    replyTo: entry.replyTo === null ? undefined : find(entry.replyTo),
    attachments: entry.attachments ?? [],
    reactions: entry.reactions ?? [],
    changes: noChanges,
  } as const
}

const noChanges: Message['changes'] = []

/** The message as the member has it: with what they did to it, whether or not the server knows already. */
export function withPendingChanges(entry: Entry, changes: readonly Queued[], memberId: string): Entry {
  return changes.reduce((message, change) => applyFact(message, factOf(change, message, memberId)), entry)
}

export function pendingChange({ id, operation, failure }: Queued): PendingChange[] {
  return operation.kind === 'send' ? [] : [{ id, kind: operation.kind, failure }]
}

function factOf({ operation, queuedAt, failure }: Queued, message: Entry, memberId: string): Fact {
  const fact = {
    kind: 'MESSAGE',
    // What failed changes nothing.
    number: failure === undefined ? message.version + 1 : 0,
    senderId: memberId,
    sentAt: new Date(queuedAt).toISOString(),
    body: null,
    emoji: null,
    withdrawn: null,
  } as const
  if (operation.kind === 'edit') return { ...fact, kind: 'EDIT', body: operation.body }
  if (operation.kind === 'delete') return { ...fact, kind: 'DELETION' }
  if (operation.kind === 'react') {
    return { ...fact, kind: 'REACTION', emoji: operation.emoji, withdrawn: operation.withdrawn }
  }
  return fact
}

export function presentPending({ id, operation, queuedAt, failure }: Queued, find: FindTarget): PendingMessage[] {
  if (operation.kind !== 'send') return []
  const { body, replyTo, pictureIds = [] } = operation
  return [
    {
      kind: 'pending',
      id,
      body,
      replyTo: replyTo === undefined ? undefined : find(replyTo),
      pictureIds,
      queuedAt,
      state: failure === undefined ? 'waiting' : 'failed',
      failure,
    },
  ]
}
