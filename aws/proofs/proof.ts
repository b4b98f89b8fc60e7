import type { Assembly, Located } from './assembly.ts'

/** What is wrong, and with which resource. */
export interface Finding {
  readonly proof: string
  readonly stack: string
  readonly logicalId: string
  readonly says: string
}

/**
 * Holds for an assembly when it finds nothing. One that sees none of the resources it judges has proven nothing, and
 * says so by a finding: `sawNone`.
 */
export interface Proof {
  readonly name: string
  readonly check: (assembly: Assembly) => readonly Finding[]
}

export function finding(proof: string, { stack, logicalId }: Located, says: string): Finding {
  return { proof, stack, logicalId, says }
}

/** A finding about no resource in particular. */
export function ofAssembly(proof: string, { environment, topology }: Assembly, says: string): Finding {
  return { proof, stack: `${environment}-${topology}`, logicalId: '', says }
}

/** The finding of a proof that met nothing to judge, so that it cannot hold by not looking. */
export function sawNone(proof: string, assembly: Assembly, what: string): Finding {
  return ofAssembly(proof, assembly, `there is no ${what}: nothing was proven`)
}

export function describe({ stack, logicalId, says }: Finding): string {
  return `${stack} ${logicalId}: ${says}`
}
