/** AppSync holds null and undefined for the same, and other runtimes do not: where either may come, ask here. */
export function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}
