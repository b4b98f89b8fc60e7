import type { NotificationQueue } from '../queue.ts'
import type { QueueSettings } from './queue-settings.ts'
import { RunnerQueue } from './runner-queue.ts'

/** The SDK is loaded only where it is used: it costs a process on one machine 20 MB. */
export async function openQueue(settings: QueueSettings): Promise<NotificationQueue> {
  if (settings.kind === 'runner') return new RunnerQueue(settings.endpoint)
  const { SqsQueue } = await import('./sqs-queue.ts')
  return new SqsQueue(settings.queueUrl)
}
