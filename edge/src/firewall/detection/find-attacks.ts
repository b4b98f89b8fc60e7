import { findCommand } from './command/break-out.ts'
import { dequote } from './command/dequote.ts'
import { decodeVariants, type Variant } from './decoding/variants.ts'
import { type Family, type Finding, maxMatchedLength, noFindings, type Place, threshold } from './findings.ts'
import { flatten } from './flatten.ts'
import { findLineBreak } from './line-breaks.ts'
import { isOrdinary } from './ordinary.ts'
import { signatures } from './signatures/all.ts'
import { SignatureSet } from './signatures/match.ts'
import { findSqlBreak } from './sql/sql-injection.ts'
import { findTraversal } from './traversal.ts'
import { isUnremarkable } from './unremarkable.ts'
import { blankQuotedCode, judgeWording, type Register } from './wording.ts'
import { findActiveMarkup } from './xss/markup.ts'

const all = new SignatureSet(signatures)

/**
 * Judges one value: a query argument, a JSON string, a form field, a header, a path, or the name of any of them.
 * Decodes it first. Returns what is decisive, alone or added up within its family, else `noFindings`.
 */
export function findAttacks(text: string, place: Place): readonly Finding[] {
  if (isUnremarkable(text, place)) return noFindings
  for (const variant of decodeVariants(text)) {
    const decisive = judgeVariant(variant, text, place)
    if (decisive.length > 0 && !(place !== 'path' && isOrdinary(variant.text))) return decisive
  }
  return noFindings
}

function judgeVariant(variant: Variant, raw: string, place: Place): readonly Finding[] {
  const found: Finding[] = []
  const reading = new Reading(variant.text)
  all.match(flatten(variant.text), { place, register: reading.register }, found)
  matchScanners(reading, raw, place, found)
  return found.length === 0 ? noFindings : keepDecisive(found)
}

function matchScanners(reading: Reading, raw: string, place: Place, found: Finding[]): void {
  const { text } = reading
  const tag = findActiveMarkup(reading.prose(), reading.register)
  if (tag !== undefined) found.push(finding('xss', 'active-markup', reading.prose().slice(tag.start, tag.end)))
  const traversal = findTraversal(text, raw, place)
  if (traversal !== undefined && reading.register() === 'payload') found.push(traversal)
  const lineBreak = findLineBreak(text, raw, place)
  if (lineBreak !== undefined && reading.register() !== 'document') found.push(lineBreak)
  matchSql(reading, place, found)
  matchCommands(reading, place, found)
}

function matchSql(reading: Reading, place: Place, found: Finding[]): void {
  if (place === 'user-agent' && reading.text.startsWith('Mozilla/')) return
  const start = findSqlBreak(reading.text, 2)
  if (start === undefined || reading.register() !== 'payload') return
  found.push(finding('sql', 'value-ends', reading.text.slice(start)))
}

function matchCommands(reading: Reading, place: Place, found: Finding[]): void {
  const plain = dequote(reading.text)
  if (plain !== reading.text) all.match(flatten(plain), { place, register: reading.register }, found)
  const command = findCommand(plain)
  if (command !== undefined && reading.register() === 'payload') {
    found.push(finding('command-injection-unix', 'command-after-separator', command))
  }
}

function finding(family: Family, rule: string, matched: string): Finding {
  return { family, rule, score: threshold, matched: matched.slice(0, maxMatchedLength) }
}

function keepDecisive(found: readonly Finding[]): readonly Finding[] {
  const sums = new Map<Family, number>()
  for (const { family, score } of found) sums.set(family, (sums.get(family) ?? 0) + score)
  const kept = found.filter(({ family }) => (sums.get(family) ?? 0) >= threshold)
  return kept.length === 0 ? noFindings : kept
}

/** What several matchers ask about one text, found out at most once. */
class Reading {
  readonly text: string
  #register: Register | undefined
  #prose: string | undefined

  constructor(text: string) {
    this.text = text
  }

  readonly register = (): Register => {
    this.#register ??= judgeWording(this.text)
    return this.#register
  }

  /** Without what Markdown quotes as code, where the rest is wordy enough to be prose. */
  prose(): string {
    this.#prose ??= this.#withoutQuotedCode()
    return this.#prose
  }

  #withoutQuotedCode(): string {
    if (!this.text.includes('`') && !this.text.includes('\n')) return this.text
    return this.register() === 'payload' ? this.text : blankQuotedCode(this.text)
  }
}
