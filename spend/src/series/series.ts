/** A value of a metric. Times are milliseconds since 1970, in UTC. */
export interface Sample {
  readonly at: number
  readonly value: number
  /** When CloudWatch shows it; charges arrive hours late. */
  readonly seenAt: number
}

/** In the order of their times, each time once. */
export type Samples = readonly Sample[]

/** What is wrong with a series that was given. */
export class SeriesFault extends Error {
  override readonly name = 'SeriesFault'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000
