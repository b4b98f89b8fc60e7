const firstMs = 250
const growth = 1.5
const longestMs = 5_000

/** How long to wait before asking for the nth time, counted from nought. */
export function askAgainInMs(asked: number): number {
  return Math.min(longestMs, Math.round(firstMs * growth ** asked))
}
