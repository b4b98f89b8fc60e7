import type { Logger } from '@porchlight/runtime/logger'
import { z } from 'zod'
import type { FunctionHandler } from '../function-handler.ts'
import { notificationsOf } from './notifications.ts'
import type { WebhookSender } from './webhook.ts'

/** What we read of an event of Amazon SQS: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const SqsEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) })
type SqsRecord = z.infer<typeof SqsEvent>['Records'][number]

/** What SQS shows again, after its visibility timeout; the others are gone from the queue. */
interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

export interface NotifyParts {
  readonly sender: WebhookSender
  readonly logger: Logger
}

/** Delivers each notification of a batch to `api`; those that failed are reported one by one. */
export function notifyHandler(parts: NotifyParts): FunctionHandler {
  return async (event): Promise<BatchResponse> => {
    const { Records: records } = SqsEvent.parse(event)
    const delivered = await Promise.all(records.map((record) => deliver(parts, record)))
    return {
      batchItemFailures: records
        .filter((_record, index) => !delivered[index])
        .map(({ messageId }) => ({ itemIdentifier: messageId })),
    }
  }
}

async function deliver({ sender, logger }: NotifyParts, record: SqsRecord): Promise<boolean> {
  try {
    for (const notification of notificationsOf(record, logger)) await sender.send(notification)
    return true
  } catch (error) {
    logger.warn({ err: error, messageId: record.messageId }, 'a notification was not delivered; its queue tries again')
    return false
  }
}
