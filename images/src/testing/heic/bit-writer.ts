/** Bits as H.265 writes them, most significant first. */
export class BitWriter {
  readonly #bits: number[] = []

  u(value: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit -= 1) this.#bits.push(Math.floor(value / 2 ** bit) % 2)
    return this
  }

  flags(...values: readonly (0 | 1)[]): this {
    this.#bits.push(...values)
    return this
  }

  /** Exp-Golomb, 9.2. */
  ue(value: number): this {
    const length = Math.floor(Math.log2(value + 1))
    return this.u(0, length).u(value + 1, length + 1)
  }

  bytes(values: Iterable<number>): this {
    for (const value of values) this.u(value, 8)
    return this
  }

  alignWithZeros(): this {
    while (this.#bits.length % 8 !== 0) this.#bits.push(0)
    return this
  }

  /** One bit, then zeros to the byte: `rbsp_trailing_bits` and `byte_alignment`. */
  alignWithOne(): this {
    this.#bits.push(1)
    return this.alignWithZeros()
  }

  toBuffer(): Buffer {
    const bytes = Buffer.alloc(this.#bits.length / 8)
    this.#bits.forEach((bit, index) => {
      bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (bit << (7 - (index & 7)))
    })
    return bytes
  }
}
