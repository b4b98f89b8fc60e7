import { z } from 'zod'
import { Handle, Id, Instant, plainText } from './fields.ts'
import { MemberSummary } from './members.ts'
import { PageQuery, pageOf } from './page.ts'
import { PictureView, pictureLimits } from './pictures.ts'
import { limits } from './text.ts'

/** What a reader counts: 500 graphemes, however many code points they take. */
const PostText = plainText({ min: 0, max: limits.postGraphemes, maxUtf16Units: limits.postUtf16Units })

export const PostDraft = z
  .strictObject({
    text: PostText,
    /** In the order in which they are shown. */
    pictureIds: z
      .array(Id)
      .max(pictureLimits.perPost)
      .refine((ids) => new Set(ids).size === ids.length, 'names a picture twice')
      .default([]),
    replyToId: Id.optional(),
  })
  .refine(({ text, pictureIds }) => text !== '' || pictureIds.length > 0, {
    path: ['text'],
    message: 'needs at least 1 character, or a picture',
  })
export type PostDraft = z.infer<typeof PostDraft>

export const Post = z.object({
  id: Id,
  author: MemberSummary,
  text: z.string(),
  pictures: z.array(PictureView),
  createdAt: Instant,
  /** The post that this one answers; without a handle once that one is deleted. */
  replyTo: z.object({ id: Id, handle: Handle.nullable() }).nullable(),
  likeCount: z.number().int(),
  replyCount: z.number().int(),
  viewer: z.object({ liked: z.boolean() }).nullable(),
})
export type Post = z.infer<typeof Post>

export const PostPage = pageOf(Post)
export type PostPage = z.infer<typeof PostPage>

/** Ancestors from the root down; replies oldest first. */
export const Thread = z.object({ ancestors: z.array(Post), post: Post, replies: PostPage })
export type Thread = z.infer<typeof Thread>

export const PostParams = z.strictObject({ postId: Id })

/** A member's posts or their replies, newest first. */
export const MemberPostsQuery = PageQuery.extend({ kind: z.enum(['posts', 'replies']).default('posts') })
