import type { Queued } from '../store.ts'

/** As much of IndexedDB as is used: Node, which has none, checks this file too. */
export interface Database {
  transaction(names: readonly string[], mode: string, options?: { readonly durability: string }): Transaction
  createObjectStore(name: string, options?: { readonly autoIncrement: boolean }): ObjectStore
  close(): void
}

export interface Transaction {
  readonly error: unknown
  oncomplete: (() => void) | null
  onabort: (() => void) | null
  objectStore(name: string): ObjectStore
}

interface ObjectStore {
  getAll(): Asked<Queued[]>
  get(key: string): Asked<Lease | undefined>
  put(value: Queued | Lease, key?: number | string): void
  delete(key: number | string): void
  index(name: string): { getKey(value: string): Asked<number | undefined> }
  createIndex(name: string, path: string, options: { readonly unique: boolean }): void
}

interface Asked<Result> {
  readonly result: Result
  onsuccess: (() => void) | null
}

/** Who sends, where there are no Web Locks: on origins without TLS. */
export interface Lease {
  readonly owner: string
  readonly until: number
}

interface Opening extends Asked<Database> {
  readonly error: unknown
  onupgradeneeded: (() => void) | null
  onerror: (() => void) | null
  onblocked: (() => void) | null
}

declare const indexedDB: { open(name: string, version: number): Opening }

export function openDatabase(name: string): Promise<Database> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('queue', { autoIncrement: true }).createIndex('id', 'id', { unique: true })
      opening.result.createObjectStore('lease')
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
}

export function settled(transaction: Transaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}
