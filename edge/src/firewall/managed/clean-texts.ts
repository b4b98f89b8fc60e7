/** Longer texts are rarely sent twice, and would fill the memory that this may take. */
const maxLength = 256
const maxTexts = 2_048

/**
 * Short texts in which nothing was found: names of arguments and fields, a session's cookie, a browser's name. They
 * come again with each request. A flood of new ones displaces the old and costs what judging without a memory costs.
 */
export class CleanTexts {
  #young = new Set<string>()
  #old = new Set<string>()

  has(text: string): boolean {
    if (text.length > maxLength) return false
    if (this.#young.has(text)) return true
    if (!this.#old.has(text)) return false
    this.add(text)
    return true
  }

  add(text: string): void {
    if (text.length > maxLength) return
    if (this.#young.size >= maxTexts) {
      this.#old = this.#young
      this.#young = new Set()
    }
    this.#young.add(unshared(text))
  }
}

/** Part of a header or body would keep the whole of it in memory. */
function unshared(text: string): string {
  return ` ${text}`.slice(1)
}
