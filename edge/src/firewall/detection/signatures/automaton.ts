/** More than there are symbols. */
const width = 128
const symbols = 'abcdefghijklmnopqrstuvwxyz0123456789 \'"`<>()[]{}=:;,./\\|&$%#@!?*+-_^~'

/** Characters outside the literals' alphabet share class 0, which leads back to the root. */
function classOf(character: string): number {
  return symbols.indexOf(character) + 1
}

/** Finds every occurrence of many literals in one pass over a text (Aho-Corasick, with a complete transition table). */
export class Automaton {
  readonly #classes = new Uint8Array(128)
  readonly #next: Int32Array
  /** By state: the literals that end there. */
  readonly #ends: number[][] = [[]]

  constructor(literals: readonly string[]) {
    for (let code = 0; code < 128; code += 1) this.#classes[code] = classOf(String.fromCharCode(code))
    const room = literals.reduce((sum, literal) => sum + literal.length, 1)
    this.#next = new Int32Array(room * width)
    for (const [index, literal] of literals.entries()) this.#insert(literal, index)
    this.#complete()
  }

  /** Calls back with the number of a literal and where its occurrence ends. */
  scan(text: string, onEnd: (literal: number, end: number) => void): void {
    const next = this.#next
    const classes = this.#classes
    let state = 0
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      const symbol = code < 128 ? (classes[code] ?? 0) : 0
      state = next[state * width + symbol] ?? 0
      const ends = this.#ends[state]
      if (ends === undefined || ends.length === 0) continue
      for (const literal of ends) onEnd(literal, at + 1)
    }
  }

  #insert(literal: string, index: number): void {
    let state = 0
    for (const character of literal) {
      const symbol = classOf(character)
      if (symbol === 0) throw new Error(`The literal "${literal}" has a character that no literal may have.`)
      let following = this.#next[state * width + symbol] ?? 0
      if (following === 0) {
        following = this.#ends.push([]) - 1
        this.#next[state * width + symbol] = following
      }
      state = following
    }
    this.#ends[state]?.push(index)
  }

  /** Breadth first: a missing transition goes where the longest suffix that is also a prefix would go. */
  #complete(): void {
    const suffix = new Int32Array(this.#ends.length)
    const queue = [0]
    for (let head = 0; head < queue.length; head += 1) {
      const state = queue[head] ?? 0
      for (let symbol = 1; symbol < width; symbol += 1) this.#link({ state, symbol, suffix, queue })
    }
  }

  #link({ state, symbol, suffix, queue }: Link): void {
    const slot = state * width + symbol
    const following = this.#next[slot] ?? 0
    const fallback = state === 0 ? 0 : (this.#next[(suffix[state] ?? 0) * width + symbol] ?? 0)
    if (following === 0) {
      this.#next[slot] = fallback
      return
    }
    suffix[following] = fallback
    this.#ends[following]?.push(...(this.#ends[fallback] ?? []))
    queue.push(following)
  }
}

interface Link {
  readonly state: number
  readonly symbol: number
  readonly suffix: Int32Array
  readonly queue: number[]
}
