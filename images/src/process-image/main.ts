import { openObjectStore } from '@porchlight/objects/open'
import { createLogger } from '@porchlight/runtime/logger'
import { readProcessImageConfig } from '../config.ts'
import type { FunctionHandler } from '../function-handler.ts'
import { openQueue } from '../queues/open-queue.ts'
import { Watermark } from '../rendering/watermark.ts'
import { processImageHandler } from './handler.ts'

const config = readProcessImageConfig()

export const handler: FunctionHandler = processImageHandler({
  store: await openObjectStore(config.objectStore),
  queue: await openQueue(config.queue),
  logger: createLogger('images', config.logLevel),
  watermark: config.watermark === undefined ? undefined : await Watermark.load(config.watermark),
})
