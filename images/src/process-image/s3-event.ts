import { type PictureAudience, parseUploadKey } from '@porchlight/contract/picture-keys'
import type { Logger } from '@porchlight/runtime/logger'
import { z } from 'zod'

/** What we read of an event of Amazon S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const S3Event = z.object({
  Records: z.array(z.object({ eventName: z.string(), s3: z.object({ object: z.object({ key: z.string() }) }) })),
})

/** S3 sends one when its notifications are set up. */
const S3TestEvent = z.object({ Event: z.literal('s3:TestEvent') })

export interface UploadedPicture {
  readonly key: string
  readonly audience: PictureAudience
  readonly pictureId: string
}

/** What is not a finished upload of a picture is logged and left alone. */
export function uploadedPictures(event: unknown, logger: Logger): UploadedPicture[] {
  if (S3TestEvent.safeParse(event).success) return []
  return S3Event.parse(event).Records.flatMap(({ eventName, s3 }) => {
    const key = decodeKey(s3.object.key)
    const parts = key === undefined || !/^(?:s3:)?ObjectCreated:/.test(eventName) ? undefined : parseUploadKey(key)
    if (key !== undefined && parts !== undefined) return [{ key, ...parts }]
    logger.warn({ eventName, key: s3.object.key }, 'an event that is of no upload of a picture was ignored')
    return []
  })
}

/** S3 encodes keys as forms do: a space is a plus sign. */
function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
