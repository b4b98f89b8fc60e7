import type { Clock, Random } from './ports.ts'

const baseMs = 400
const capMs = 30_000

/** Full jitter: anything up to a bound that doubles with each failure, so that those who failed together part. */
export function backoffMs(failures: number, random: Random): number {
  return random() * Math.min(capMs, baseMs * 2 ** Math.min(failures, 10))
}

/** Resolves after the time, or as soon as `signal` is aborted. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      cancel()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(delayMs, done)
    signal?.addEventListener('abort', done)
  })
}
