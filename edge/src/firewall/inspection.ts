import type { RuleMatchDetail } from '@porchlight/contract/firewall-log'
import { type Address, parseAddress } from './addresses/parse-address.ts'
import type { InspectedRequest } from './inspected-request.ts'
import type { ComponentFindings } from './managed/component-findings.ts'
import type { FieldView } from './request/field-view.ts'
import { type Pair, parseCookies, parsePairs } from './request/pairs.ts'
import { emptyTrace, type Trace } from './trace.ts'

const noLabels: readonly string[] = []

/** One request under judgement, and what was found out about it: each part is taken apart when first asked for. */
export class Inspection {
  readonly request: InspectedRequest
  labels: readonly string[] = noLabels
  /** What the statement under evaluation has matched; a rule that matches takes them along. */
  details: RuleMatchDetail[] = []
  /** By the number of the field and its transformations, which the compiler gives out. */
  readonly views: (FieldView | undefined)[] = []
  readonly components: (ComponentFindings | undefined)[] = []
  #trace: Trace | undefined
  #address: Address | undefined
  #arguments: readonly Pair[] | undefined
  #cookies: readonly Pair[] | undefined
  #bodyText: string | undefined

  constructor(request: InspectedRequest) {
    this.request = request
  }

  /** Made when the first rule touches the request. */
  get trace(): Trace {
    this.#trace ??= emptyTrace()
    return this.#trace
  }

  get isTouched(): boolean {
    return this.#trace !== undefined
  }

  get address(): Address | undefined {
    this.#address ??= parseAddress(this.request.clientAddress)
    return this.#address
  }

  get queryArguments(): readonly Pair[] {
    this.#arguments ??= parsePairs(this.request.queryString)
    return this.#arguments
  }

  get cookies(): readonly Pair[] {
    this.#cookies ??= parseCookies(this.header('cookie') ?? '')
    return this.#cookies
  }

  /** What is inspected of the body, as text. */
  get bodyText(): string {
    this.#bodyText ??= this.request.body?.bytes.toString() ?? ''
    return this.#bodyText
  }

  /** The first header of a name in lower case. */
  header(name: string): string | undefined {
    const { headers } = this.request
    for (let index = 0; index < headers.length; index += 2) {
      if (headers[index] === name) return headers[index + 1]
    }
    return undefined
  }

  addLabels(labels: readonly string[]): void {
    if (labels.length > 0) this.labels = [...this.labels, ...labels.filter((label) => !this.labels.includes(label))]
  }

  insertHeaders(headers: readonly string[]): void {
    if (headers.length > 0) this.trace.insertHeaders.push(...headers)
  }

  takeDetails(): readonly RuleMatchDetail[] {
    if (this.details.length === 0) return this.details
    const taken = this.details
    this.details = []
    return taken
  }
}
