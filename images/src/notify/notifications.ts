import { PictureNotification } from '@porchlight/contract/picture-events'
import type { Logger } from '@porchlight/runtime/logger'
import { z } from 'zod'
import { uploadedPictures } from '../process-image/s3-event.ts'

/**
 * What Lambda sends to the on-failure destination of `process-image` once it gives an event up:
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
const GivenUp = z.object({
  timestamp: z.string().transform((text) => new Date(text).toISOString()),
  requestContext: z.object({ condition: z.string() }),
  requestPayload: z.unknown(),
  responsePayload: z.object({ errorMessage: z.string().default('') }).default({ errorMessage: '' }),
})

/** Lambda's own words. */
const timedOut = /Task timed out after/

/**
 * What a message of the queue has to tell `api`. On AWS the queue is the on-failure destination as well, so that no
 * member waits for a picture that will not come; the function runner words that notification itself.
 *
 * @throws when the body is neither.
 */
export function notificationsOf(
  { messageId, body }: { messageId: string; body: string },
  logger: Logger,
): PictureNotification[] {
  const message: unknown = JSON.parse(body)
  const givenUp = GivenUp.safeParse(message)
  if (!givenUp.success) return [PictureNotification.parse(message)]
  const { timestamp, requestPayload, responsePayload } = givenUp.data
  const failure = timedOut.test(responsePayload.errorMessage) ? 'took_too_long' : 'processing_failed'
  return uploadedPictures(requestPayload, logger).map(({ pictureId }) => ({
    id: `given-up-${messageId}-${pictureId}`,
    event: { type: 'picture.failed', timestamp, data: { pictureId, failure } },
  }))
}
