import type { RuleHits, RuleMatch } from '@porchlight/contract/firewall'

const hourMs = 3_600_000
export const hoursKept = 24

/** What becomes of the whole request is counted under no rule's name. */
const wholeRequest = ''

type Hits = Map<string, RuleHits>

/** How often each rule had its way, by hour of the clock, for the last 24 of them. */
export class HitCounts {
  readonly #hours = new Map<number, Hits>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** A match inside a managed group counts for its group too; each counts a request once. */
  note(timestampMs: number, matches: readonly RuleMatch[]): void {
    const hour = Math.floor(timestampMs / hourMs)
    if (hour <= this.#present - hoursKept || hour > this.#present) return
    const hits = this.#hours.get(hour) ?? this.#begin(hour)
    const counted = new Set(matches.flatMap((match) => namesOf(match).map((name) => `${kindOf(match)} ${name}`)))
    const [first] = matches
    if (first !== undefined) counted.add(`${kindOf(first)} ${wholeRequest}`)
    for (const key of counted) {
      const [kind, name = ''] = key.split(/ (.*)/s)
      const of = hits.get(name) ?? { blocked: 0, counted: 0, allowed: 0 }
      if (kind === 'blocked' || kind === 'counted' || kind === 'allowed') of[kind] += 1
      hits.set(name, of)
    }
  }

  /** The hour's beginning, in milliseconds since 1970, oldest first. */
  get hours(): readonly number[] {
    const present = this.#present
    return Array.from({ length: hoursKept }, (_, index) => (present - hoursKept + 1 + index) * hourMs)
  }

  /** For a rule, or for whole requests where no name is given: one entry an hour, oldest first. */
  byHour(rule: string = wholeRequest): RuleHits[] {
    return this.hours.map((hour) => this.#hours.get(hour / hourMs)?.get(rule) ?? { ...none })
  }

  total(rule: string = wholeRequest): RuleHits {
    return this.byHour(rule).reduce(add, none)
  }

  get #present(): number {
    return Math.floor(this.#now() / hourMs)
  }

  #begin(hour: number): Hits {
    for (const old of this.#hours.keys()) if (old <= this.#present - hoursKept) this.#hours.delete(old)
    const hits: Hits = new Map()
    this.#hours.set(hour, hits)
    return hits
  }
}

const none: RuleHits = { blocked: 0, counted: 0, allowed: 0 }

export function add(one: RuleHits, other: RuleHits): RuleHits {
  return {
    blocked: one.blocked + other.blocked,
    counted: one.counted + other.counted,
    allowed: one.allowed + other.allowed,
  }
}

function namesOf({ rule }: RuleMatch): string[] {
  const [group = rule] = rule.split('/')
  return [...new Set([rule, group])]
}

export function kindOf({ action }: Pick<RuleMatch, 'action'>): keyof RuleHits {
  if (action === 'COUNT') return 'counted'
  return action === 'ALLOW' ? 'allowed' : 'blocked'
}
