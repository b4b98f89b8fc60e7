import type {
  FirewallChange,
  FirewallNotice,
  FirewallRule,
  FirewallState,
  ListedAddress,
} from '@porchlight/contract/firewall'
import type { FirewallAction } from '@porchlight/contract/firewall-log'
import { summaryOf } from '@porchlight/contract/firewall-summaries'
import { statementCapacity, webAclCapacity } from '@porchlight/system/web-acl/capacity'
import type { Firewall, Rule } from '@porchlight/system/web-acl/web-acl'
import type { HitCounts } from './hit-counts.ts'
import type { InForce } from './overlay-keeper.ts'
import { ipSetOf, listOf } from './patch.ts'
import { actionOf, actionsByName, innerRules } from './rules.ts'

export interface Described {
  readonly document: Firewall
  readonly inForce: InForce
  readonly counts: HitCounts
  readonly changes: readonly FirewallChange[]
  readonly notices: readonly FirewallNotice[]
}

export function describeState({ document, inForce, counts, changes, notices }: Described): FirewallState {
  const { webAcl } = inForce.firewall
  const documentActions = actionsByName(document)
  const rules = webAcl.Rules.toSorted((a, b) => a.Priority - b.Priority)
  const requests = counts.byHour()
  return {
    webAcl: webAcl.Name,
    capacityUnits: webAclCapacity(webAcl),
    requests: counts.total(),
    hours: counts.hours.map((at, index) => ({
      at: new Date(at).toISOString(),
      blocked: requests[index]?.blocked ?? 0,
      counted: requests[index]?.counted ?? 0,
    })),
    rules: rules.map((rule) => describeRule(rule, documentActions, counts)),
    addresses: listAddresses(inForce.firewall, document, changes),
    blockedCountries: inForce.overlay.blockedCountries,
    notices: [...notices],
  }
}

function describeRule(
  rule: Rule,
  documentActions: ReadonlyMap<string, FirewallAction>,
  counts: HitCounts,
): FirewallRule {
  const described = (name: string, action: FirewallAction) => {
    const documentAction = documentActions.get(name) ?? 'BLOCK'
    return { name, action, documentAction, switchable: documentAction !== 'ALLOW', hits: counts.total(name) }
  }
  return {
    ...described(rule.Name, actionOf(rule)),
    summary: summaryOf(rule.Name),
    capacityUnits: statementCapacity(rule.Statement),
    hours: counts.byHour(rule.Name).map(({ blocked, counted }) => blocked + counted),
    rules: innerRules(rule).map(({ name, action }) => described(name, action)),
  }
}

function listAddresses({ ipSets }: Firewall, document: Firewall, changes: readonly FirewallChange[]): ListedAddress[] {
  const fixed = new Map(document.ipSets.map((set) => [set.Name, new Set(set.Addresses)]))
  return ipSets.flatMap(({ Name, Addresses }) => {
    const list = listOf(Name)
    if (list === undefined) return []
    return Addresses.map((range) => {
      const source = fixed.get(Name)?.has(range) ? ('document' as const) : ('overlay' as const)
      return {
        list,
        range,
        source,
        ...(source === 'overlay' ? addition({ set: Name, range }, changes) : unknownAddition),
      }
    })
  })
}

const unknownAddition = { note: '', addedAt: null, addedBy: null }

/** Who put it there, when and why: the history knows. */
function addition({ set, range }: { set: string; range: string }, changes: readonly FirewallChange[]) {
  const change = changes.findLast(({ parts }) =>
    parts.some(
      (part) =>
        part.kind === 'address' &&
        part.range === range &&
        part.after === 'listed' &&
        ipSetOf(part.list, range.includes(':') ? 6 : 4) === set,
    ),
  )
  if (change === undefined) return unknownAddition
  return { note: change.note, addedAt: change.at, addedBy: change.actor.name }
}
