import type { Fault } from '@porchlight/contract/errors'
import type { AddressList, FirewallChangePart, FirewallPatch } from '@porchlight/contract/firewall'
import type { FirewallAction } from '@porchlight/contract/firewall-log'
import type { FirewallOverlay } from '@porchlight/system/web-acl/overlay'
import { type CanonicalRange, canonicalRange } from './address-range.ts'

const setPrefixes = { block: 'blocked', allow: 'allowed' } as const satisfies Record<AddressList, string>
const lists = ['block', 'allow'] as const satisfies readonly AddressList[]

/** The IP set that keeps a range of a list. */
export function ipSetOf(list: AddressList, version: 4 | 6): string {
  return `${setPrefixes[list]}-v${version}`
}

export function listOf(ipSet: string): AddressList | undefined {
  return lists.find((list) => ipSet.startsWith(`${setPrefixes[list]}-`))
}

export interface Patched {
  readonly overlay: FirewallOverlay
  readonly faults: readonly Fault[]
}

/**
 * The overlay with the patch merged in. It holds only what differs from the document, so that it says what an operator
 * wants otherwise.
 *
 * @param documentActions what the document itself says, by rule.
 */
export function applyPatch(
  overlay: FirewallOverlay,
  patch: FirewallPatch,
  documentActions: ReadonlyMap<string, FirewallAction>,
): Patched {
  const faults: Fault[] = []
  const actions = { ...overlay.actions }
  for (const [rule, action] of Object.entries(patch.actions ?? {})) {
    if (!documentActions.has(rule) && rule !== 'blocked-countries')
      faults.push(faultAt(['actions', rule], `${rule}: the web ACL has no rule of this name`))
    if (action === null || action === documentActions.get(rule)) delete actions[rule]
    else actions[rule] = action
  }
  const addresses = patchAddresses(overlay, patch, faults)
  const blockedCountries = patch.blockedCountries ?? overlay.blockedCountries
  return { overlay: normalised({ actions, addresses, blockedCountries }), faults }
}

function patchAddresses(overlay: FirewallOverlay, patch: FirewallPatch, faults: Fault[]): FirewallOverlay['addresses'] {
  const sets = new Map(Object.entries(overlay.addresses).map(([name, ranges]) => [name, new Set(ranges)]))
  for (const list of lists) {
    for (const [text, wanted] of Object.entries(patch[list] ?? {})) {
      const canonical: CanonicalRange = canonicalRange(text)
      if ('fault' in canonical) {
        faults.push(faultAt([list, text], canonical.fault))
        continue
      }
      const name = ipSetOf(list, canonical.version)
      const ranges = sets.get(name) ?? new Set()
      if (wanted) ranges.add(canonical.range)
      else ranges.delete(canonical.range)
      sets.set(name, ranges)
    }
  }
  return Object.fromEntries([...sets].map(([name, ranges]) => [name, [...ranges]]))
}

/** Two overlays that ask for the same are written the same. */
export function normalised({ actions, addresses, blockedCountries }: FirewallOverlay): FirewallOverlay {
  const sets = Object.entries(addresses).filter(([, ranges]) => ranges.length > 0)
  return {
    actions: Object.fromEntries(Object.entries(actions).sort(byKey)),
    addresses: Object.fromEntries(
      sets.map(([name, ranges]) => [name, [...new Set(ranges)].sort()] as const).sort(byKey),
    ),
    blockedCountries: [...new Set(blockedCountries)].sort(),
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** What leads from one overlay to the other. */
export function differences(before: FirewallOverlay, after: FirewallOverlay): FirewallChangePart[] {
  return [...actionParts(before, after), ...addressParts(before, after), ...countryParts(before, after)]
}

function actionParts(before: FirewallOverlay, after: FirewallOverlay): FirewallChangePart[] {
  const rules = new Set([...Object.keys(before.actions), ...Object.keys(after.actions)])
  return [...rules]
    .map((rule) => ({ rule, before: before.actions[rule] ?? null, after: after.actions[rule] ?? null }))
    .filter((part) => part.before !== part.after)
    .map((part) => ({ kind: 'action' as const, ...part }))
}

function addressParts(before: FirewallOverlay, after: FirewallOverlay): FirewallChangePart[] {
  return [...new Set([...Object.keys(before.addresses), ...Object.keys(after.addresses)])].flatMap((name) => {
    const [was, is] = [new Set(before.addresses[name]), new Set(after.addresses[name])]
    const list = listOf(name)
    if (list === undefined) return []
    return [...was.symmetricDifference(is)].map((range) => ({
      kind: 'address' as const,
      list,
      range,
      before: was.has(range) ? ('listed' as const) : ('absent' as const),
      after: is.has(range) ? ('listed' as const) : ('absent' as const),
    }))
  })
}

function countryParts(before: FirewallOverlay, after: FirewallOverlay): FirewallChangePart[] {
  const same = before.blockedCountries.join() === after.blockedCountries.join()
  return same ? [] : [{ kind: 'countries', before: before.blockedCountries, after: after.blockedCountries }]
}

export function faultAt(path: readonly string[], message: string): Fault {
  const pointer = path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return { in: 'body', pointer, message }
}
