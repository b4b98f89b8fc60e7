import type { AddressList, FirewallChange, FirewallChangePart, FirewallPatch } from '@porchlight/contract/firewall'
import type { FirewallOverlay } from '@porchlight/system/web-acl/overlay'
import { ipSetOf } from './patch.ts'

/** The patch that takes a change back; `undefined` where something of it was changed again since. */
export function inverse(change: FirewallChange, overlay: FirewallOverlay): FirewallPatch | undefined {
  if (!change.parts.every((part) => stands(part, overlay))) return undefined
  const actions: NonNullable<FirewallPatch['actions']> = {}
  const lists = { block: {}, allow: {} } satisfies Record<AddressList, Record<string, boolean>>
  let countries: string[] | undefined
  for (const part of change.parts) {
    if (part.kind === 'action') actions[part.rule] = part.before
    else if (part.kind === 'address') Object.assign(lists[part.list], { [part.range]: part.before === 'listed' })
    else countries = part.before
  }
  return { actions, ...lists, ...(countries && { blockedCountries: countries }) }
}

function stands(part: FirewallChangePart, overlay: FirewallOverlay): boolean {
  if (part.kind === 'action') return (overlay.actions[part.rule] ?? null) === part.after
  if (part.kind === 'countries') return overlay.blockedCountries.join() === part.after.join()
  const set = overlay.addresses[ipSetOf(part.list, part.range.includes(':') ? 6 : 4)] ?? []
  return set.includes(part.range) === (part.after === 'listed')
}
