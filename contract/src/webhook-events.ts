import { z } from 'zod'
import { Id, Instant } from './fields.ts'
import { PictureFailure, PicturePurpose } from './pictures.ts'
import { Post } from './posts.ts'

const AnyPicture = { pictureId: Id, ownerId: Id, purpose: PicturePurpose }

/**
 * What operators' endpoints are told: only what any visitor may see. A picture that no post shows yet is named, not
 * shown; the post that shows it carries it.
 */
export const WebhookEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('post.published'),
    timestamp: Instant,
    data: z.object({ post: Post.omit({ viewer: true }), url: z.url() }),
  }),
  z.object({
    type: z.literal('post.deleted'),
    timestamp: Instant,
    data: z.object({ postId: Id, authorId: Id }),
  }),
  z.object({
    type: z.literal('picture.ready'),
    timestamp: Instant,
    data: z.object({
      ...AnyPicture,
      width: z.number().int().positive(),
      height: z.number().int().positive(),
      animated: z.boolean(),
    }),
  }),
  z.object({
    type: z.literal('picture.failed'),
    timestamp: Instant,
    data: z.object({ ...AnyPicture, failure: PictureFailure }),
  }),
  z.object({ type: z.literal('webhook.test'), timestamp: Instant, data: z.object({ webhookId: Id }) }),
])
export type WebhookEvent = z.infer<typeof WebhookEvent>
