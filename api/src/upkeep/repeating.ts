import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@porchlight/runtime/logger'

export interface Task {
  readonly name: string
  readonly intervalMs: number
  readonly run: () => Promise<void>
}

/** Replicas that start together spread out by up to this share of the interval. */
const jitter = 0.2

/**
 * Runs the task again and again, the interval after it ended, whether it failed or not. A replica does not wait for
 * the others: the task has to be safe when several run it.
 *
 * @returns what ends it, once a run under way is over.
 */
export function repeat({ name, intervalMs, run }: Task, logger: Logger): () => Promise<void> {
  const stopping = new AbortController()
  const ended = loop()
  return async () => {
    stopping.abort()
    await ended
  }

  async function loop(): Promise<void> {
    while (await paused(intervalMs * (1 - jitter + 2 * jitter * Math.random()), stopping.signal)) {
      await run().catch((error: unknown) => logger.warn({ err: error, task: name }, 'a repeated task failed'))
    }
  }
}

/** False when it was cut short. */
async function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  return await delay(ms, true, { signal, ref: false }).catch(() => false)
}
