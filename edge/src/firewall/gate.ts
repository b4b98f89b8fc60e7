import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import type { Evaluator, Judgement } from './evaluator.ts'
import type { InspectedRequest } from './inspected-request.ts'

/** What stands at every internet-facing listener: the web ACL in force, which can be exchanged while requests pass. */
export class FirewallGate {
  #evaluator: Evaluator
  readonly #onRecord: (record: FirewallLogRecord) => void

  /** `onRecord` hears of each request that a rule touched; it must not throw. */
  constructor(evaluator: Evaluator, onRecord: (record: FirewallLogRecord) => void = () => {}) {
    this.#evaluator = evaluator
    this.#onRecord = onRecord
  }

  judge(request: InspectedRequest): Judgement {
    const judgement = this.#evaluator.judge(request)
    if (judgement.record !== undefined) this.#onRecord(judgement.record)
    return judgement
  }

  refusesHead(request: InspectedRequest): boolean {
    return this.#evaluator.refusesHead(request)
  }

  /** The next request is judged by it. */
  replace(evaluator: Evaluator): void {
    this.#evaluator = evaluator
  }
}
