import type { Defect } from './defect.ts'
import { firewallDefects } from './firewall/defects.ts'
import { listenerDefects } from './listener/defects.ts'
import { privilegeDefects } from './privilege/defects.ts'
import { reachabilityDefects, typeDefects } from './reachability/defects.ts'
import { ruleDefects } from './rules/defects.ts'

/** What the proofs are tested by: each is planted in a copy of an assembly, and must be found by the proof that it names. */
export const defects: readonly Defect[] = [
  ...typeDefects,
  ...reachabilityDefects,
  ...privilegeDefects,
  ...ruleDefects,
  ...listenerDefects,
  ...firewallDefects,
]
