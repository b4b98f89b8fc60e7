import { z } from 'zod'
import { Id } from './fields.ts'
import { messagingLimits } from './messaging-limits.ts'
import { PictureView } from './pictures.ts'

export * from './messaging-limits.ts'

/** What `api` tells open pages, in `Signal.notice`. Each says what to fetch, not what it holds. */
export const Notice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('picture.changed'), pictureId: Id }),
  z.strictObject({ type: z.literal('notifications.changed') }),
  z.strictObject({ type: z.literal('post.published'), postId: Id, authorId: Id }),
])
export type Notice = z.infer<typeof Notice>

/** A private picture that a message shows: `key` is what lets a member of the conversation see it. */
export const Attachment = z.object({
  pictureId: Id,
  key: z.string().min(22).max(64),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  placeholder: z.string().nullable(),
  colour: z.string().nullable(),
  altText: z.string(),
})
export type Attachment = z.infer<typeof Attachment>

const PictureIds = z.array(Id).min(1).max(messagingLimits.pictures)

/** The resolver that sends a message asks for this with its sender's token; again with the same message, the same answer. */
export const PictureClaim = z.strictObject({ messageId: Id, pictureIds: PictureIds })
export type PictureClaim = z.infer<typeof PictureClaim>
export const ClaimedPictures = z.object({ items: z.array(Attachment) })
export type ClaimedPictures = z.infer<typeof ClaimedPictures>

/** The resolver that deletes a message asks for this. Those that are gone, or another's, are passed over. */
export const PictureRelease = z.strictObject({ pictureIds: PictureIds })
export type PictureRelease = z.infer<typeof PictureRelease>

const sharedAtOnce = 20
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const reference = `${uuid}\\.[A-Za-z0-9_-]{22,64}`

/** Up to 20 pictures of messages, each as `<id>.<key>`. */
export const SharedPicturesQuery = z.strictObject({
  refs: z
    .string()
    .max(sharedAtOnce * 102 - 1)
    .regex(
      new RegExp(`^${reference}(?:,${reference}){0,${sharedAtOnce - 1}}$`),
      `takes 1 to ${sharedAtOnce} times an id, a dot and a key, with commas between`,
    )
    .transform((text) =>
      text.split(',').map((each) => {
        const [pictureId = '', key = ''] = each.split('.')
        return { pictureId, key }
      }),
    ),
})
export type SharedPicturesQuery = z.infer<typeof SharedPicturesQuery>

/** Those that are there and whose key is right, in the order asked; each file's address is good for ten minutes. */
export const SharedPictures = z.object({ items: z.array(PictureView) })
export type SharedPictures = z.infer<typeof SharedPictures>
