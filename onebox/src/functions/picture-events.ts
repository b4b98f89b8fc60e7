import type { S3EventRecord } from '@porchlight/contract/functions-control'
import type { PictureNotification } from '@porchlight/contract/picture-events'
import { parseUploadKey } from '@porchlight/contract/picture-keys'
import { functions } from '@porchlight/system/data'
import type { Failure } from './process/outcome.ts'
import type { Message, NewMessage } from './queue/message.ts'

/** The messages that an event notification of S3 makes: one for each function whose bucket and prefix it matches. */
export function messagesOf(record: S3EventRecord): readonly NewMessage[] {
  const { bucket, object } = record.s3
  const key = decodeKey(object.key)
  if (!record.eventName.replace(/^s3:/, '').startsWith('ObjectCreated:')) return []
  return functions
    .filter(
      ({ trigger }) => trigger.kind === 'bucket' && trigger.bucket === bucket.name && key.startsWith(trigger.prefix),
    )
    .map(({ name }) => ({ function: name, subject: key, deduplicationId: key, body: record }))
}

/** S3 writes `+` for a space, besides percent-encoding. */
function decodeKey(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

export function notificationMessage(notification: PictureNotification): NewMessage {
  return { function: 'notify', subject: notification.id, deduplicationId: notification.id, body: notification }
}

/** What is to be told when a function is given up on: a member must not wait for a picture that will never come. */
export function noticesOfFailure(message: Message, failure: Failure): readonly NewMessage[] {
  const picture = parseUploadKey(message.subject)
  if (picture === undefined) return []
  return [
    notificationMessage({
      id: `given-up-${message.id}`,
      event: {
        type: 'picture.failed',
        timestamp: new Date().toISOString(),
        data: {
          pictureId: picture.pictureId,
          failure: failure === 'timedOut' ? 'took_too_long' : 'processing_failed',
        },
      },
    }),
  ]
}
