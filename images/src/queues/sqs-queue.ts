import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { PictureEvent } from '@porchlight/contract/picture-events'
import type { NotificationQueue } from '../queue.ts'

/** Amazon SQS. Region and credentials are the SDK's to find, in the environment that Lambda gives a function. */
export class SqsQueue implements NotificationQueue {
  readonly #client = new SQSClient()
  readonly #queueUrl: string

  constructor(queueUrl: string) {
    this.#queueUrl = queueUrl
  }

  async send(id: string, event: PictureEvent): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({ QueueUrl: this.#queueUrl, MessageBody: JSON.stringify({ id, event }) }),
    )
  }
}
