import type { FilterEntry, FilterGroups } from '../../subscription.ts'
import { holds, type Scalar } from './comparison.ts'
import { fieldAt } from './field-at.ts'

/** An item under one value of one filter of a group, and what else that group demands. */
interface Entry<Item> {
  readonly item: Item
  readonly rest: readonly FilterEntry[]
}

interface Values<Item> {
  /** Of fields that equal a value. */
  readonly equal: Map<Scalar, Set<Entry<Item>>>
  /** Of lists that hold a value, or strings of which it is a part. */
  readonly contained: Map<Scalar, Set<Entry<Item>>>
}

/** A filter by which a group is found, and the values to find it under. */
interface Key {
  readonly filter: FilterEntry
  readonly kind: keyof Values<unknown>
  readonly values: readonly Scalar[]
}

/** Finds the items whose filters a result passes, looking only at those that name one of its values. */
export class FilterIndex<Item> {
  readonly #byField = new Map<string, Values<Item>>()
  /** Groups that name no value, such as one with only `ge`. */
  readonly #others = new Set<Entry<Item>>()

  /** Returns what takes it out again. */
  add(item: Item, { filterGroup }: FilterGroups): () => void {
    const removals = filterGroup.map(({ filters }) => this.#addGroup(item, filters))
    return () => {
      for (const remove of removals) remove()
    }
  }

  /** Each item once, however many of its groups hold. */
  match(result: unknown): Set<Item> {
    const found = new Set<Item>()
    collect(this.#others, result, found)
    for (const [path, values] of this.#byField) {
      for (const entries of candidates(values, fieldAt(result, path))) collect(entries, result, found)
    }
    return found
  }

  #addGroup(item: Item, group: readonly FilterEntry[]): () => void {
    const key = group.map(keyOf).find((candidate) => candidate !== undefined)
    const entry = { item, rest: group.filter((filter) => filter !== key?.filter) }
    if (key === undefined) {
      this.#others.add(entry)
      return () => this.#others.delete(entry)
    }
    return this.#addUnder(key, entry)
  }

  #addUnder({ filter: { fieldName }, kind, values }: Key, entry: Entry<Item>): () => void {
    const byValue = this.#values(fieldName)[kind]
    for (const value of values) entriesUnder(byValue, value).add(entry)
    return () => {
      for (const value of values) removeUnder(byValue, value, entry)
      this.#forget(fieldName)
    }
  }

  #values(fieldName: string): Values<Item> {
    const known = this.#byField.get(fieldName)
    if (known !== undefined) return known
    const values = { equal: new Map(), contained: new Map() }
    this.#byField.set(fieldName, values)
    return values
  }

  #forget(fieldName: string): void {
    const values = this.#byField.get(fieldName)
    if (values?.equal.size === 0 && values.contained.size === 0) this.#byField.delete(fieldName)
  }
}

function keyOf(filter: FilterEntry): Key | undefined {
  if (filter.operator === 'eq') return { filter, kind: 'equal', values: [filter.value] }
  if (filter.operator === 'in') return { filter, kind: 'equal', values: filter.value }
  if (filter.operator === 'contains') return { filter, kind: 'contained', values: [filter.value] }
  if (filter.operator === 'containsAny') return { filter, kind: 'contained', values: filter.value }
  return undefined
}

function* candidates<Item>({ equal, contained }: Values<Item>, field: unknown): Generator<Set<Entry<Item>>> {
  if (Array.isArray(field)) {
    for (const value of new Set(field)) yield contained.get(value) ?? new Set()
    return
  }
  if (isScalar(field ?? null)) yield equal.get(scalarOf(field)) ?? new Set()
  if (typeof field !== 'string') return
  for (const [value, entries] of contained) if (typeof value === 'string' && field.includes(value)) yield entries
}

function collect<Item>(entries: ReadonlySet<Entry<Item>>, result: unknown, found: Set<Item>): void {
  for (const { item, rest } of entries) {
    if (rest.every((filter) => holds(filter, fieldAt(result, filter.fieldName)))) found.add(item)
  }
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** A field that was left out is as one that is null. */
function scalarOf(field: unknown): Scalar {
  return isScalar(field) ? field : null
}

function entriesUnder<Item>(byValue: Map<Scalar, Set<Entry<Item>>>, value: Scalar): Set<Entry<Item>> {
  const known = byValue.get(value)
  if (known !== undefined) return known
  const entries = new Set<Entry<Item>>()
  byValue.set(value, entries)
  return entries
}

function removeUnder<Item>(byValue: Map<Scalar, Set<Entry<Item>>>, value: Scalar, entry: Entry<Item>): void {
  const entries = byValue.get(value)
  entries?.delete(entry)
  if (entries?.size === 0) byValue.delete(value)
}
