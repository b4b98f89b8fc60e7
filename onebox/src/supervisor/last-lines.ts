/** Keeps the newest lines of a program, to show when it fails. */
export class LastLines {
  readonly #lines: string[] = []
  readonly #limit: number

  constructor(limit = 20) {
    this.#limit = limit
  }

  add(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length > this.#limit) this.#lines.shift()
  }

  all(): readonly string[] {
    return [...this.#lines]
  }
}
