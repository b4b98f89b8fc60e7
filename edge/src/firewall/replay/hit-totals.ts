import type { ReplayReport, RuleHits, RuleMatch } from '@porchlight/contract/firewall'
import { kindOf } from '../keeper/hit-counts.ts'

/** How often each rule had its way in a replay. */
export class HitTotals {
  readonly #hits = new Map<string, RuleHits>()

  note(matches: readonly RuleMatch[]): void {
    for (const match of matches) {
      const hits = this.of(match.rule)
      hits[kindOf(match)] += 1
      this.#hits.set(match.rule, hits)
    }
  }

  of(rule: string): RuleHits {
    return this.#hits.get(rule) ?? { blocked: 0, counted: 0, allowed: 0 }
  }

  differencesTo(other: HitTotals): ReplayReport['rules'] {
    const names = [...new Set([...this.#hits.keys(), ...other.#hits.keys()])].sort()
    return names
      .map((name) => ({ name, before: this.of(name), after: other.of(name) }))
      .filter(
        ({ before, after }) =>
          before.blocked !== after.blocked || before.counted !== after.counted || before.allowed !== after.allowed,
      )
  }
}
