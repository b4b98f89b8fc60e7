import type { StoredKey } from '../keys.ts'
import type { Item } from '../values/attribute-value.ts'

export interface StoredItem {
  readonly item: Item
  /** New at every commit, and never used again. */
  readonly version: string
}

export interface Write {
  readonly key: StoredKey
  /** What the write was decided by: it is committed only if that is still there. */
  readonly before: StoredItem | undefined
  /** `keep`: the item is not written, but must still be as it was. */
  readonly change: { readonly put: Item } | 'delete' | 'keep'
}

export interface Range {
  readonly table: string
  /** Undefined: the table itself. */
  readonly index: string | undefined
  readonly partition: Buffer
  /** Both inclusive; absent: open. */
  readonly from?: Buffer | undefined
  readonly to?: Buffer | undefined
  /** Exclusive upper bound. */
  readonly below?: Buffer | undefined
  /** The place of the last item of the page before: this page begins behind it. */
  readonly after?: { readonly sort: Buffer; readonly item: StoredKey } | undefined
  readonly ascending: boolean
  readonly limit: number
}

/** Rows that hold items, and the one way to change them: all writes of a commit, or none. */
export interface Rows {
  read(keys: readonly StoredKey[]): Promise<readonly (StoredItem | undefined)[]>
  /** As they were when last read or written here. They may be otherwise by now, which a commit would find out. */
  remembered(keys: readonly StoredKey[]): readonly (StoredItem | undefined)[]
  range(range: Range): Promise<readonly Item[]>
  /** False: something was not as expected any more, and nothing is written. */
  commit(writes: readonly Write[]): Promise<boolean>
  /** Deletes at most `limit` items whose time to live is over; how many there were. */
  deleteExpired(table: string, limit: number): Promise<number>
}
