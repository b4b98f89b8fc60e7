const minute = 60
const hour = 3_600

/** As https://www.standardwebhooks.com suggests: seconds after each attempt that failed, over a day and a half. */
const delays = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour]

/** So that what failed together does not come back together. */
const jitter = 0.1

const maxRetryAfterSeconds = 24 * hour

/** Seconds until the next attempt; null when there is none. @param attempts how many there were. */
export function retryIn(attempts: number, retryAfterSeconds: number): number | null {
  const delay = delays[attempts - 1]
  if (delay === undefined) return null
  return Math.max(delay * (1 + jitter * Math.random()), Math.min(retryAfterSeconds, maxRetryAfterSeconds))
}
