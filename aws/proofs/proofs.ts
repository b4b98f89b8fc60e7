import { webAcl } from './firewall/web-acl.ts'
import { onlyKnownTypes } from './known-types.ts'
import { listener } from './listener/listener.ts'
import { nag } from './nag/nag.ts'
import { leastPrivilege } from './privilege/least-privilege.ts'
import type { Proof } from './proof.ts'
import { reachability } from './reachability/reachability.ts'
import { fits } from './rules/fits.ts'
import { kept } from './rules/kept.ts'
import { names } from './rules/names.ts'

/** All that must hold for every size and topology. */
export const proofs: readonly Proof[] = [
  onlyKnownTypes,
  reachability,
  leastPrivilege,
  kept,
  names,
  fits,
  listener,
  webAcl,
  nag,
]
