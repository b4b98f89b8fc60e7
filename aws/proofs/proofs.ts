import { onlyKnownTypes } from './known-types.ts'
import { leastPrivilege } from './privilege/least-privilege.ts'
import type { Proof } from './proof.ts'
import { reachability } from './reachability/reachability.ts'

/** All that must hold for every size and topology. */
export const proofs: readonly Proof[] = [onlyKnownTypes, reachability, leastPrivilege]
