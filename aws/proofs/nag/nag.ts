import type { Assembly, Violation } from '../assembly.ts'
import { type Finding, ofAssembly, type Proof } from '../proof.ts'
import { type Acknowledgement, acknowledged } from './acknowledged.ts'

const name = 'rules of AWS'

/** CloudFormation's own schemas and AWS's rules for solutions say nothing that was not answered. */
export const nag: Proof = {
  name,
  check: (assembly) => unanswered(assembly, acknowledged),
}

export function unanswered(assembly: Assembly, answers: readonly Acknowledgement[]): readonly Finding[] {
  const { violations } = assembly
  const open = violations
    .filter((violation) => !answers.some((answer) => isAbout(answer, violation)))
    .map(({ rule, construct, says }) => ofAssembly(name, assembly, `${construct}: ${rule}, ${says}`))
  const stale = answers
    .filter((answer) => !violations.some((violation) => isAbout(answer, violation)))
    .map(({ rule, construct }) =>
      ofAssembly(
        name,
        assembly,
        `nothing is said by ${rule} of ${construct || 'anything'} any more: take it out of acknowledged.ts`,
      ),
    )
  return [...open, ...stale]
}

function isAbout({ rule, construct }: Acknowledgement, violation: Violation): boolean {
  const inStack = violation.construct.slice(violation.construct.indexOf('/') + 1)
  return rule === violation.rule && inStack.startsWith(construct)
}
