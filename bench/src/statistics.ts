/** The middle value, or the mean of the two in the middle. @throws {RangeError} of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing')
  return (lower + upper) / 2
}

/**
 * The value that `share` of all values do not exceed (nearest rank).
 *
 * @param sorted ascending.
 * @throws {RangeError} of none.
 */
export function percentile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (value === undefined) throw new RangeError('There is no percentile of nothing')
  return value
}
