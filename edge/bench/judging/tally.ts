/** Counts by group, such as family or encoding: how many there were, and how many of them were blocked. */
export class Tally {
  readonly #counts = new Map<string, { blocked: number; total: number }>()

  add(group: string, blocked: boolean): void {
    const count = this.#counts.get(group) ?? { blocked: 0, total: 0 }
    count.total += 1
    if (blocked) count.blocked += 1
    this.#counts.set(group, count)
  }

  get groups(): readonly string[] {
    return [...this.#counts.keys()]
  }

  blocked(group: string): number {
    return this.#counts.get(group)?.blocked ?? 0
  }

  total(group: string): number {
    return this.#counts.get(group)?.total ?? 0
  }

  /** Of 100; `undefined` where there was none. */
  percent(group: string): number | undefined {
    const count = this.#counts.get(group)
    return count && (100 * count.blocked) / count.total
  }

  cell(group: string): string {
    return this.percent(group)?.toFixed(1) ?? ''
  }
}
