import { findAttacks } from '../detection/find-attacks.ts'
import { type Finding, noFindings, type Place } from '../detection/findings.ts'
import { CleanTexts } from './clean-texts.ts'

/** What `detection/` found in one component of a request. */
export type ComponentFindings = readonly LocatedFinding[]

export interface LocatedFinding {
  readonly finding: Finding
  /** Of the argument, cookie, header or field. */
  readonly name: string | undefined
}

export const nothing: ComponentFindings = []

interface Value {
  readonly name: string | undefined
  readonly place: Place
}

/** Makes nothing new unless the text holds an attack. */
export function collect(found: ComponentFindings, text: string, { name, place }: Value): ComponentFindings {
  if (text === '') return found
  const findings = judgeText(text, place)
  return findings.length === 0 ? found : [...found, ...findings.map((finding) => ({ finding, name }))]
}

const clean: Readonly<Record<Place, CleanTexts>> = {
  path: new CleanTexts(),
  query: new CleanTexts(),
  cookie: new CleanTexts(),
  header: new CleanTexts(),
  'user-agent': new CleanTexts(),
  body: new CleanTexts(),
}

function judgeText(text: string, place: Place): readonly Finding[] {
  const known = clean[place]
  if (known.has(text)) return noFindings
  const findings = findAttacks(text, place)
  if (findings.length === 0) known.add(text)
  return findings
}
