import { type Finding, maxMatchedLength, type Place } from '../findings.ts'
import { type Register, registers } from '../wording.ts'
import { work } from '../work.ts'
import { Automaton } from './automaton.ts'
import type { Signature } from './signature.ts'

/** Further occurrences of one signature in one text are not looked at: repeating a word must not cost more. */
const maxTries = 24

/** Ready to be looked for: by number of literal, the signature and the literal's length. */
export class SignatureSet {
  readonly #automaton: Automaton
  readonly #entries: readonly Entry[]
  readonly #tries: Uint8Array

  constructor(signatures: readonly Signature[]) {
    this.#entries = signatures.flatMap((signature, index) =>
      signature.literals.map((literal) => ({ signature, literal, index })),
    )
    this.#automaton = new Automaton(this.#entries.map(({ literal }) => literal))
    this.#tries = new Uint8Array(signatures.length)
  }

  /** Adds to `found` each signature once that holds in `flat` and counts in such a text at such a place. */
  match(flat: string, context: MatchContext, found: Finding[]): void {
    work.steps += flat.length
    let touched = false
    this.#automaton.scan(flat, (literal, end) => {
      if (!touched) this.#tries.fill(0)
      touched = true
      const entry = this.#entries[literal]
      if (entry === undefined || this.#spent(entry.index)) return
      const matched = confirmAt(entry, flat, end)
      if (matched === undefined || !counts(entry.signature, context)) return
      this.#tries[entry.index] = maxTries
      const { family, rule, score } = entry.signature
      found.push({ family, rule, score, matched })
    })
  }

  #spent(index: number): boolean {
    const tries = this.#tries[index] ?? 0
    this.#tries[index] = tries + 1
    return tries >= maxTries
  }
}

export interface MatchContext {
  readonly place: Place
  /** Asked only once something matched: most texts never need it. */
  readonly register: () => Register
}

interface Entry {
  readonly signature: Signature
  readonly literal: string
  readonly index: number
}

function confirmAt({ signature, literal }: Entry, flat: string, end: number): string | undefined {
  const start = end - literal.length
  if (signature.whole === true) return flat.trim() === literal ? literal : undefined
  if (signature.confirm === undefined) return flat.slice(start, start + maxMatchedLength)
  work.steps += 1
  signature.confirm.lastIndex = start
  return signature.confirm.exec(flat)?.[0].slice(0, maxMatchedLength)
}

function counts({ places, upTo = 'sentence' }: Signature, { place, register }: MatchContext): boolean {
  if (places !== undefined && !places.includes(place)) return false
  return upTo === 'document' || registers.indexOf(register()) <= registers.indexOf(upTo)
}
