import { mentionedHandles } from '@porchlight/contract/mentions'
import type { Context } from '../context.ts'
import type { Db } from '../database/database.ts'
import { type Deed, deleteDeed, insertDeed, selectMentioned, selectTold } from './write-queries.ts'

/*
 * What members are told of what others did. Each is written within the transaction that makes it true, and answers with
 * whose open pages are to be told after it, by `tellOpenPages`.
 */

/** Beyond these nobody is told of a post, so that one post does not reach everyone. */
const maxMentions = 10

export async function recordDeed(tx: Db, deed: Deed): Promise<string[]> {
  if (deed.actorId === deed.recipientId) return []
  return (await insertDeed(tx, deed)) ? [deed.recipientId] : []
}

export async function takeDeedBack(tx: Db, deed: Deed): Promise<string[]> {
  if (deed.actorId === deed.recipientId) return []
  return (await deleteDeed(tx, deed)) ? [deed.recipientId] : []
}

interface WrittenPost {
  readonly id: string
  readonly authorId: string
  readonly text: string
  /** Whom it answers; undefined when it answers nobody. */
  readonly answeredId: string | undefined
}

/** Whom a post answers, and whom it mentions besides: each is told once. */
export async function recordPostDeeds(tx: Db, post: WrittenPost): Promise<string[]> {
  const { id: postId, authorId: actorId, answeredId } = post
  const handles = mentionedHandles(post.text).slice(0, maxMentions)
  const mentioned = handles.length === 0 ? [] : await selectMentioned(tx, handles)
  const mentions = mentioned.filter((id) => id !== answeredId)
  const told =
    answeredId === undefined ? [] : await recordDeed(tx, { kind: 'reply', actorId, recipientId: answeredId, postId })
  for (const recipientId of mentions) {
    told.push(...(await recordDeed(tx, { kind: 'mention', actorId, recipientId, postId })))
  }
  return told
}

/** Notifications of a post go with it: whose count that changes. */
export async function whoseCountChangesWith(tx: Db, postId: string): Promise<string[]> {
  return await selectTold(tx, postId)
}

/** After the transaction: nobody is told of what did not happen. */
export function tellOpenPages({ publishing }: Pick<Context, 'publishing'>, memberIds: readonly string[]): void {
  for (const memberId of memberIds) publishing.notify({ memberIds: [memberId] }, { type: 'notifications.changed' })
}
