import { FirewallFault, type RuleFault } from '@porchlight/system/web-acl/fault'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { parseRange } from './addresses/address-set.ts'
import type { Evaluator, Judgement } from './evaluator.ts'
import type { InspectedRequest } from './inspected-request.ts'
import { Inspection } from './inspection.ts'
import { buildRecord, type RecordSettings } from './log/record.ts'
import { FieldRegistry } from './request/field-registry.ts'
import { compileBlock, type RefusingAction } from './rules/action.ts'
import { type CompiledRule, compileRule } from './rules/compile-rule.ts'
import { isOfHead } from './rules/head-rules.ts'
import type { CountryOf, Sources } from './sources.ts'

/** One machine has no account; AWS's are twelve digits, too. */
const accountId = '000000000000'

/**
 * Makes a firewall ready to judge requests.
 *
 * @throws {FirewallFault} with every rule that cannot be evaluated as it is written.
 */
export function compileFirewall(firewall: Firewall, sources: Sources): Evaluator {
  const faults: RuleFault[] = [...faultsOfNames(firewall), ...faultsOfAddresses(firewall)]
  const notices: RuleFault[] = []
  const { webAcl } = firewall
  let loaded: { countryOf: CountryOf | undefined } | undefined
  const shared = {
    firewall,
    sources,
    fields: new FieldRegistry(),
    labelPrefix: `awswaf:${accountId}:webacl:${webAcl.Name}:`,
    countries: () => {
      loaded ??= { countryOf: sources.loadCountries() }
      return loaded.countryOf
    },
  }
  const rules = [...webAcl.Rules]
    .sort((one, other) => one.Priority - other.Priority)
    .map((rule) => ({
      isOfHead: isOfHead(rule),
      apply: compileRule(rule, {
        ...shared,
        rule: rule.Name,
        fault: (reason) => faults.push({ rule: rule.Name, reason }),
        notice: (reason) => notices.push({ rule: rule.Name, reason }),
      }),
    }))
  const refusal = compileDefault(firewall, faults)
  if (faults.length > 0) throw new FirewallFault(faults)
  return new CompiledFirewall(rules, refusal, {
    notices,
    webaclId: `arn:aws:wafv2:local:${accountId}:regional/webacl/${webAcl.Name}/local`,
    defaultAction: refusal === undefined ? 'ALLOW' : 'BLOCK',
    now: sources.now,
    countryOf: loaded?.countryOf,
  })
}

class CompiledFirewall implements Evaluator {
  readonly notices: readonly RuleFault[]
  readonly #rules: readonly CompiledRule[]
  readonly #headRules: readonly CompiledRule[]
  readonly #refusal: RefusingAction | undefined
  readonly #settings: RecordSettings

  constructor(
    rules: readonly { readonly apply: CompiledRule; readonly isOfHead: boolean }[],
    refusal: RefusingAction | undefined,
    settings: RecordSettings & { notices: readonly RuleFault[] },
  ) {
    this.#rules = rules.map(({ apply }) => apply)
    this.#headRules = rules.filter(({ isOfHead }) => isOfHead).map(({ apply }) => apply)
    this.#refusal = refusal
    this.#settings = settings
    this.notices = settings.notices
  }

  judge(request: InspectedRequest): Judgement {
    const inspection = new Inspection(request)
    for (const apply of this.#rules) {
      const ending = apply(inspection)
      if (ending === undefined) continue
      const record = buildRecord(inspection, ending, this.#settings)
      const { action } = ending
      if ('response' in action) return { action: action.kind, response: action.response, insertHeaders: [], record }
      return { ...allowed, insertHeaders: inspection.trace.insertHeaders, record }
    }
    return this.#byDefault(inspection)
  }

  refusesHead(request: InspectedRequest): boolean {
    const inspection = new Inspection(request)
    for (const apply of this.#headRules) {
      const ending = apply(inspection)
      if (ending !== undefined) return 'response' in ending.action
    }
    return false
  }

  #byDefault(inspection: Inspection): Judgement {
    if (this.#refusal === undefined && !inspection.isTouched) return allowed
    const record = buildRecord(inspection, undefined, this.#settings)
    if (this.#refusal === undefined) return { ...allowed, insertHeaders: inspection.trace.insertHeaders, record }
    return { action: this.#refusal.kind, response: this.#refusal.response, insertHeaders: [], record }
  }
}

const allowed: Judgement = { action: 'ALLOW', response: undefined, insertHeaders: [], record: undefined }

function compileDefault({ webAcl }: Firewall, faults: RuleFault[]): RefusingAction | undefined {
  const { DefaultAction: action, CustomResponseBodies: bodies } = webAcl
  if ('Allow' in action) return undefined
  return compileBlock(action.Block.CustomResponse, bodies, (reason) => faults.push({ rule: 'Default_Action', reason }))
}

function faultsOfNames({ webAcl }: Firewall): RuleFault[] {
  const faults: RuleFault[] = []
  const seen = new Set<string | number>()
  for (const { Name: rule, Priority: priority } of webAcl.Rules) {
    if (seen.has(rule)) faults.push({ rule, reason: 'two rules have this name' })
    if (seen.has(priority)) faults.push({ rule, reason: `another rule has the priority ${priority}` })
    seen.add(rule).add(priority)
  }
  return faults
}

function faultsOfAddresses({ ipSets }: Firewall): RuleFault[] {
  return ipSets.flatMap(({ Name, Addresses, IPAddressVersion }) => {
    const version = IPAddressVersion === 'IPV4' ? 4 : 6
    const wrong = Addresses.filter((entry) => !entry.includes('/') || parseRange(entry)?.version !== version)
    return wrong.map((entry) => ({ rule: Name, reason: `${entry} is not a CIDR range of version ${version}` }))
  })
}
