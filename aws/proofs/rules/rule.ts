import { type Assembly, type Located, resources } from '../assembly.ts'
import { Links } from '../links.ts'
import { finding, type Proof, sawNone } from '../proof.ts'
import type { Fields } from '../reading.ts'

export interface Judged extends Located {
  readonly assembly: Assembly
  readonly links: Links
  readonly properties: Fields
}

/** What must be so of every resource of a type. */
export interface Rule {
  readonly type: string
  /** As the finding says it of one that is not so. */
  readonly unless: string
  readonly holds: (judged: Judged) => boolean
}

/** A proof that is a list of rules. A rule whose type is nowhere in the assembly has proven nothing. */
export function proofOf(name: string, rules: readonly Rule[]): Proof {
  return {
    name,
    check(assembly) {
      const links = new Links(assembly)
      return rules.flatMap(({ type, unless, holds }) => {
        const judged = resources(assembly, type)
        if (judged.length === 0) return [sawNone(name, assembly, type)]
        return judged
          .filter((located) => !holds({ ...located, assembly, links, properties: located.resource.Properties }))
          .map((located) => finding(name, located, unless))
      })
    },
  }
}

/** Rules of one type. */
export function of(type: string, rules: Readonly<Record<string, Rule['holds']>>): Rule[] {
  return Object.entries(rules).map(([unless, holds]) => ({ type, unless, holds }))
}
