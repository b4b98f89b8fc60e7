import type { Finding } from '../findings.ts'
import { maxMatchedLength } from '../findings.ts'
import { flatten } from '../flatten.ts'
import { SignatureSet } from '../signatures/match.ts'
import { xssSignatures } from '../signatures/xss.ts'
import { judgeWording, type Register } from '../wording.ts'
import { findActiveMarkup } from './markup.ts'

const scripts = new SignatureSet(xssSignatures)

/** The part of an already transformed text that a browser would run as a script. */
export function isXss(text: string): string | undefined {
  let known: Register | undefined
  const register = (): Register => {
    known ??= judgeWording(text)
    return known
  }
  const tag = findActiveMarkup(text, register)
  if (tag !== undefined) return text.slice(tag.start, tag.end).slice(0, maxMatchedLength)
  const found: Finding[] = []
  scripts.match(flatten(text), { place: 'body', register }, found)
  return found[0]?.matched
}
