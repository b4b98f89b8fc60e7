import { decodeHidden } from './base64.ts'
import { decodeEntities } from './entities.ts'
import { foldWide } from './fold.ts'
import { decodeScriptEscapes } from './script-escapes.ts'
import { decodeUrl } from './url.ts'

/** Bounds what one value can cost, whatever it nests. */
const maxRounds = 4
const maxVariants = 8
const maxTotalLength = 40_000
const maxHiddenDepth = 2

const mayBeEncoded = /[%&\\\u007f-\uffff]/

export interface Variant {
  readonly text: string
  /** Out of base64 or hexadecimal. */
  readonly hidden: boolean
}

/** What a text can mean to whoever reads it next: itself, fully decoded, and what hides in base64; each different once. */
export function decodeVariants(text: string): readonly Variant[] {
  const variants: Variant[] = [{ text, hidden: false }]
  let left = maxTotalLength - text.length
  const add = (candidate: string, hidden: boolean): void => {
    if (variants.length >= maxVariants || left < candidate.length) return
    if (variants.some((known) => known.text === candidate)) return
    left -= candidate.length
    variants.push({ text: candidate, hidden })
  }
  addDecoded(text, add)
  addHidden(text, add, maxHiddenDepth)
  return variants
}

type Add = (candidate: string, hidden: boolean) => void

function addDecoded(text: string, add: Add): void {
  const decoded = decodeFully(text)
  if (decoded !== text) add(decoded, false)
  if (decoded.includes('+') && !/[ \t]/.test(decoded)) add(decoded.replaceAll('+', ' '), false)
}

function addHidden(text: string, add: Add, depth: number): void {
  const decoded = decodeUrl(text)
  for (const hidden of decodeHidden(decoded)) {
    add(decodeFully(hidden), true)
    if (depth > 1) addHidden(hidden, add, depth - 1)
  }
}

/** URL escapes, entities, script escapes and wide characters, until nothing changes. */
export function decodeFully(text: string): string {
  let current = text
  for (let round = 0; round < maxRounds; round += 1) {
    if (!mayBeEncoded.test(current)) return current
    const next = foldWide(decodeScriptEscapes(decodeEntities(decodeUrl(current))))
    if (next === current) return current
    current = next
  }
  return current
}
