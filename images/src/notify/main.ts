import { createLogger } from '@porchlight/runtime/logger'
import { readNotifyConfig } from '../config.ts'
import type { FunctionHandler } from '../function-handler.ts'
import { notifyHandler } from './handler.ts'
import { WebhookSender } from './webhook.ts'

const config = readNotifyConfig()

export const handler: FunctionHandler = notifyHandler({
  sender: new WebhookSender(config.webhook),
  logger: createLogger('images', config.logLevel),
})
