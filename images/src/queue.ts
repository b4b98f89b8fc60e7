import type { PictureEvent } from '@porchlight/contract/picture-events'

/** Where a notification waits until `api` took it: SQS on AWS, the function runner's queue on one machine. */
export interface NotificationQueue {
  /** Resolves once the event is kept durably. `id` is the webhook's, the same for the same event at every try. */
  send(id: string, event: PictureEvent): Promise<void>
}
