import type { FirewallChange, FirewallNotice } from '@porchlight/contract/firewall'
import { applyOverlay } from '@porchlight/system/web-acl/apply-overlay'
import { emptyOverlay, type FirewallOverlay } from '@porchlight/system/web-acl/overlay'
import type { Firewall } from '@porchlight/system/web-acl/web-acl'
import { overlayAfter } from './history.ts'
import type { ReadOverlay } from './overlay-file.ts'
import { reasonsOf } from './refusal.ts'

export interface StartOverlay {
  readonly overlay: FirewallOverlay
  readonly notices: readonly FirewallNotice[]
}

/** Throws where the firewall must not be put to use. */
export type Check = (firewall: Firewall) => void

/**
 * What to begin with. A file that cannot be used is left as it is and said aloud; in its place stands what the history
 * says was last in force. An overlay of which a part no longer fits the document loses that part and no other.
 */
export function overlayToStartWith(
  read: ReadOverlay,
  changes: readonly FirewallChange[],
  { document, check }: { document: Firewall; check: Check },
): StartOverlay {
  if (read.kind === 'absent') return { overlay: emptyOverlay, notices: [] }
  const fitting = fittingPart(read.kind === 'overlay' ? read.overlay : overlayAfter(changes), (overlay) =>
    check(applyOverlay(document, overlay)),
  )
  const refused: FirewallNotice[] =
    read.kind === 'faulty'
      ? [{ kind: 'overlay_refused', detail: `${read.reason} What was in force before it stays in force.` }]
      : []
  const left = fitting.leftOut.map((detail): FirewallNotice => ({ kind: 'overlay_in_part', detail }))
  return { overlay: fitting.overlay, notices: [...refused, ...left] }
}

function fittingPart(
  whole: FirewallOverlay,
  check: (overlay: FirewallOverlay) => void,
): { overlay: FirewallOverlay; leftOut: string[] } {
  const reason = faultOf(whole, check)
  if (reason === undefined) return { overlay: whole, leftOut: [] }
  let overlay = emptyOverlay
  const leftOut: string[] = []
  for (const part of partsOf(whole)) {
    const larger = merged(overlay, part)
    const fault = faultOf(larger, check)
    if (fault === undefined) overlay = larger
    else leftOut.push(fault)
  }
  return { overlay, leftOut }
}

function faultOf(overlay: FirewallOverlay, check: (overlay: FirewallOverlay) => void): string | undefined {
  try {
    check(overlay)
    return undefined
  } catch (error) {
    return reasonsOf(error)
  }
}

function partsOf({ actions, addresses, blockedCountries }: FirewallOverlay): FirewallOverlay[] {
  return [
    { ...emptyOverlay, blockedCountries },
    ...Object.entries(actions).map(([rule, action]) => ({ ...emptyOverlay, actions: { [rule]: action } })),
    ...Object.entries(addresses).map(([set, ranges]) => ({ ...emptyOverlay, addresses: { [set]: ranges } })),
  ]
}

function merged(one: FirewallOverlay, other: FirewallOverlay): FirewallOverlay {
  return {
    actions: { ...one.actions, ...other.actions },
    addresses: { ...one.addresses, ...other.addresses },
    blockedCountries: [...one.blockedCountries, ...other.blockedCountries],
  }
}
