import { placeText, type StoredKey } from '../keys.ts'
import type { StoredItem } from './rows.ts'

const maxItems = 4_000
/** Of an item's text: a few large ones would take the place of many. */
const maxCharacters = 4_096

/** The items that were last seen. Whoever was seen longest ago goes first. */
export class RememberedItems {
  readonly #items = new Map<string, StoredItem>()

  get(key: StoredKey): StoredItem | undefined {
    return this.#items.get(placeText(key))
  }

  /** @param characters of its text; undefined: it is not there. */
  set(key: StoredKey, item: StoredItem | undefined, characters = 0): void {
    const place = placeText(key)
    this.#items.delete(place)
    if (item === undefined || characters > maxCharacters) return
    this.#items.set(place, item)
    if (this.#items.size <= maxItems) return
    for (const [oldest] of this.#items) {
      this.#items.delete(oldest)
      break
    }
  }
}
