import type { PictureView } from '@porchlight/contract/pictures'
import type { Post } from '@porchlight/contract/posts'
import { v7 } from 'uuid'
import type { Call } from '../../client/endpoint-types.ts'
import { type ProblemCode, problemOfError } from '../../client/problem.ts'

/** A post on its way. Its key goes with every attempt, so that however often it is sent it is posted once. */
export interface Outgoing {
  readonly key: string
  readonly memberId: string
  readonly text: string
  /** As they were when it was sent: a post takes pictures that can be shown already. */
  readonly pictures: readonly PictureView[]
  readonly replyToId: string | null
  readonly createdAt: string
  readonly state: { readonly kind: 'sending' } | { readonly kind: 'failed'; readonly code: ProblemCode }
}

const storageName = 'porchlight.outbox'
const listeners = new Set<() => void>()
let outgoing: readonly Outgoing[] | undefined
const none: readonly Outgoing[] = []

/** After a reload nobody knows whether an attempt arrived: it waits to be sent again, under the same key. */
function stored(): readonly Outgoing[] {
  const kept: Outgoing[] = JSON.parse(localStorage.getItem(storageName) ?? '[]')
  return kept.map((entry) => ({
    ...entry,
    // Kept by a page that knew no pictures.
    pictures: entry.pictures ?? [],
    state: entry.state.kind === 'sending' ? { kind: 'failed', code: 'unreachable' } : entry.state,
  }))
}

export function readOutbox(): readonly Outgoing[] {
  outgoing ??= stored()
  return outgoing
}

export function emptyOutbox(): readonly Outgoing[] {
  return none
}

export function onOutboxChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function write(next: readonly Outgoing[]): void {
  outgoing = next
  try {
    localStorage.setItem(storageName, JSON.stringify(next))
  } catch {
    // No room on this device: what is on its way is still in memory.
  }
  for (const listener of listeners) listener()
}

export function discard(key: string): void {
  write(readOutbox().filter((entry) => entry.key !== key))
}

export function newOutgoing(made: Pick<Outgoing, 'memberId' | 'text' | 'pictures' | 'replyToId'>): Outgoing {
  return { key: v7(), ...made, createdAt: new Date().toISOString(), state: { kind: 'sending' } }
}

/** Sends, or sends again; the answer is the post, or undefined when it stays here with what to do. */
export async function sendOut(call: Call, entry: Outgoing): Promise<Post | undefined> {
  put({ ...entry, state: { kind: 'sending' } })
  try {
    const post = await call('POST /posts', {
      body: {
        text: entry.text,
        pictureIds: entry.pictures.map(({ id }) => id),
        ...(entry.replyToId !== null && { replyToId: entry.replyToId }),
      },
      idempotencyKey: entry.key,
    })
    discard(entry.key)
    return post
  } catch (error) {
    put({ ...entry, state: { kind: 'failed', code: problemOfError(error).code } })
    return undefined
  }
}

function put(entry: Outgoing): void {
  const others = readOutbox().filter((other) => other.key !== entry.key)
  write([entry, ...others])
}
