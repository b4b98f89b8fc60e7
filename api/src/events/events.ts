import type { Post } from '@porchlight/contract/posts'
import type { WebhookEvent } from '@porchlight/contract/webhook-events'
import type { Context } from '../context.ts'
import type { Db } from '../database/database.ts'
import { deleteEventsOf, insertEvent } from './queries.ts'

type Data<Type extends WebhookEvent['type']> = Extract<WebhookEvent, { type: Type }>['data']

/*
 * What happened, for operators' endpoints: one function an event. Each writes within the transaction that makes it
 * true, so that an event leaves with the commit or not at all.
 */

export async function recordPostPublished(ctx: Context, tx: Db, post: Post): Promise<void> {
  const { viewer: _, ...visible } = post
  const data = { post: visible, url: `${ctx.origin}/posts/${post.id}` }
  await record(ctx, tx, { type: 'post.published', subjectId: post.id, data })
}

/** What was said of the post before is forgotten with it, delivered or not. */
export async function recordPostDeleted(ctx: Context, tx: Db, post: { id: string; author_id: string }): Promise<void> {
  await deleteEventsOf(tx, post.id)
  const data = { postId: post.id, authorId: post.author_id }
  await record(ctx, tx, { type: 'post.deleted', subjectId: post.id, data })
}

/** For pictures that anyone may see once they are shown; those of private conversations are nobody's business. */
export async function recordPictureReady(ctx: Context, tx: Db, data: Data<'picture.ready'>): Promise<void> {
  await record(ctx, tx, { type: 'picture.ready', subjectId: data.pictureId, data })
}

/** As `recordPictureReady`. */
export async function recordPictureFailed(ctx: Context, tx: Db, data: Data<'picture.failed'>): Promise<void> {
  await record(ctx, tx, { type: 'picture.failed', subjectId: data.pictureId, data })
}

async function record<Type extends WebhookEvent['type']>(
  ctx: Context,
  tx: Db,
  { type, subjectId, data }: { type: Type; subjectId: string; data: Data<Type> },
): Promise<void> {
  const payload = JSON.stringify({ type, timestamp: ctx.now().toISOString(), data })
  await insertEvent(tx, { id: ctx.newId(), type, subject_id: subjectId, payload })
}
