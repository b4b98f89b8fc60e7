import { onlyKnownTypes } from './known-types.ts'
import type { Proof } from './proof.ts'
import { reachability } from './reachability/reachability.ts'

/** All that must hold for every size and topology. */
export const proofs: readonly Proof[] = [onlyKnownTypes, reachability]
