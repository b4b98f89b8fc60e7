import type { BitWriter } from './bit-writer.ts'

/** Of the least probable symbol in state 0, by quarter of the range: the first row of H.265's table 9-52. */
const leastProbable = [128, 176, 208, 240]

/** The arithmetic encoder of H.265, 9.3.5, for the few symbols that a slice of one block needs. */
export class CabacEncoder {
  readonly #bits: BitWriter
  #low = 0
  #range = 510
  #outstanding = 0
  #first = true

  constructor(bits: BitWriter) {
    this.#bits = bits
  }

  /** The more probable symbol of a context in state 0. */
  mostProbable(): void {
    this.#range -= leastProbable[(this.#range >> 6) & 3] ?? 0
    this.#renormalize()
  }

  /** The symbol after which other bits follow, or none. */
  terminate(): void {
    this.#range -= 2
    this.#low += this.#range
    this.#range = 2
    this.#renormalize()
    this.#put((this.#low >> 9) & 1)
    this.#bits.u(((this.#low >> 7) & 3) | 1, 2)
  }

  #renormalize(): void {
    while (this.#range < 256) {
      if (this.#low < 256) this.#put(0)
      else if (this.#low >= 512) {
        this.#low -= 512
        this.#put(1)
      } else {
        this.#low -= 256
        this.#outstanding += 1
      }
      this.#range <<= 1
      this.#low <<= 1
    }
  }

  #put(bit: number): void {
    if (this.#first) this.#first = false
    else this.#bits.u(bit, 1)
    for (; this.#outstanding > 0; this.#outstanding -= 1) this.#bits.u(1 - bit, 1)
  }
}
