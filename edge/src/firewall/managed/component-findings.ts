import { findAttacks } from '../detection/find-attacks.ts'
import type { Finding, Place } from '../detection/findings.ts'

/** What `detection/` found in one component of a request. */
export type ComponentFindings = readonly LocatedFinding[]

export interface LocatedFinding {
  readonly finding: Finding
  /** Of the argument, cookie, header or field. */
  readonly name: string | undefined
}

export const nothing: ComponentFindings = []

interface Value {
  readonly text: string
  readonly name: string | undefined
  readonly place: Place
}

/** Makes nothing new unless the value holds an attack. */
export function collect(found: ComponentFindings, { text, name, place }: Value): ComponentFindings {
  if (text === '') return found
  const findings = findAttacks(text, place)
  return findings.length === 0 ? found : [...found, ...findings.map((finding) => ({ finding, name }))]
}
