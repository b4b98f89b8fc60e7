import { setImmediate as breathe } from 'node:timers/promises'
import type { ReplayReport } from '@porchlight/contract/firewall'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { type CompileApart, contender, type Outcome } from './contender.ts'
import { describeExample } from './example.ts'
import { HitTotals } from './hit-totals.ts'
import type { RecordedRequest, Recording } from './recorded-request.ts'

export interface Comparison {
  /** What was in force while it was recorded. */
  readonly recordedBy: Firewall
  readonly before: Firewall
  readonly after: Firewall
  readonly compile: CompileApart
}

/** Others want to be served meanwhile. */
const requestsInARow = 50
const maxExamplesOfAKind = 10

/** Judges every recorded request twice and says what differs. */
export async function replay({ requests, limits }: Recording, comparison: Comparison): Promise<ReplayReport> {
  const { recordedBy, compile } = comparison
  const before = contender(comparison.before, recordedBy, compile)
  const after = contender(comparison.after, recordedBy, compile)
  const found = new Differences()
  for (const [index, recorded] of requests.entries()) {
    if (index % requestsInARow === 0) await breathe()
    found.note(recorded, { before: before(recorded), after: after(recorded) })
  }
  const times = requests.map(({ at }) => at)
  return {
    requests: requests.length,
    addresses: new Set(requests.map(({ request }) => request.clientAddress)).size,
    from: instant(times[0]),
    to: instant(times.at(-1)),
    ...found.report,
    limits: [...limits],
  }
}

interface Judged {
  readonly before: Outcome
  readonly after: Outcome
}

class Affected {
  readonly #addresses = new Set<string>()
  #requests = 0
  readonly examples: ReplayReport['examples'] = []

  note(recorded: RecordedRequest, judged: Judged): void {
    this.#requests += 1
    this.#addresses.add(recorded.request.clientAddress)
    if (this.examples.length < maxExamplesOfAKind) this.examples.push(describeExample(recorded, judged))
  }

  get size(): { requests: number; addresses: number } {
    return { requests: this.#requests, addresses: this.#addresses.size }
  }
}

class Differences {
  readonly #blocked = new Affected()
  readonly #allowed = new Affected()
  readonly #before = new HitTotals()
  readonly #after = new HitTotals()

  note(recorded: RecordedRequest, judged: Judged): void {
    this.#before.note(judged.before.matches)
    this.#after.note(judged.after.matches)
    const [passed, passes] = [judged.before.action === 'ALLOW', judged.after.action === 'ALLOW']
    if (passed && !passes) this.#blocked.note(recorded, judged)
    if (!passed && passes) this.#allowed.note(recorded, judged)
  }

  get report(): Pick<ReplayReport, 'newlyBlocked' | 'newlyAllowed' | 'rules' | 'examples'> {
    return {
      newlyBlocked: this.#blocked.size,
      newlyAllowed: this.#allowed.size,
      rules: this.#before.differencesTo(this.#after),
      examples: [...this.#blocked.examples, ...this.#allowed.examples],
    }
  }
}

function instant(timestampMs: number | undefined): string | null {
  return timestampMs === undefined ? null : new Date(timestampMs).toISOString()
}
