import { z } from 'zod'
import { Id, Instant } from './fields.ts'
import { PictureFailure, Rendition } from './pictures.ts'

const Subject = { pictureId: Id }

const Seen = {
  ...Subject,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  placeholder: z.string(),
  colour: z.string(),
  animated: z.boolean(),
  renditions: z.array(Rendition).min(1),
}

/**
 * What the image function tells `api`, each as the payload of one webhook (https://www.standardwebhooks.com). They
 * arrive in any order and more than once. `picture.previewed` comes before the slow encodings; `picture.ready` names
 * every rendition and outdates whatever was said before.
 */
export const PictureEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('picture.previewed'), timestamp: Instant, data: z.object(Seen) }),
  z.object({ type: z.literal('picture.ready'), timestamp: Instant, data: z.object(Seen) }),
  z.object({
    type: z.literal('picture.failed'),
    timestamp: Instant,
    data: z.object({ ...Subject, failure: PictureFailure }),
  }),
])
export type PictureEvent = z.infer<typeof PictureEvent>

/** Where it is sent, under the name that `api` is reached by inside. */
export const pictureHookPath = '/api/hooks/pictures'

/** An event as it waits in the queue: the JSON of a message's body. `id` is the webhook's, the same at every try. */
export const PictureNotification = z.object({ id: z.string().regex(/^[\w-]+$/), event: PictureEvent })
export type PictureNotification = z.infer<typeof PictureNotification>
