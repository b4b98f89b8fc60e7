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

/** Shared by all that found nothing; `collect` begins a list of its own. */
export const nothing: LocatedFinding[] = []

interface Value {
  readonly name: string | undefined
  readonly place: Place
}

/** Makes nothing new unless the text holds an attack, and then goes on with the same list: a body may hold thousands. */
export function collect(found: LocatedFinding[], text: string, { name, place }: Value): LocatedFinding[] {
  if (text === '') return found
  const findings = judgeText(text, place)
  if (findings.length === 0) return found
  const list = found === nothing ? [] : found
  for (const finding of findings) list.push({ finding, name })
  return list
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
