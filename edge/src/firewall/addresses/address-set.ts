import { type Address, parseAddress } from './parse-address.ts'

/** Ranges of addresses, merged and sorted, so that a look-up costs the logarithm of their number. */
export class AddressSet {
  readonly #v4: Ranges<number>
  readonly #v6: Ranges<bigint>

  private constructor(v4: Ranges<number>, v6: Ranges<bigint>) {
    this.#v4 = v4
    this.#v6 = v6
  }

  /** CIDR ranges or single addresses. `faults` are the entries that are neither, and are left out. */
  static parse(entries: readonly string[]): { set: AddressSet; faults: readonly string[] } {
    const v4: Range<number>[] = []
    const v6: Range<bigint>[] = []
    const faults: string[] = []
    for (const entry of entries) {
      const range = parseRange(entry)
      if (range === undefined) faults.push(entry)
      else if (range.version === 4) v4.push(range)
      else v6.push(range)
    }
    return { set: new AddressSet(merge(v4), merge(v6)), faults }
  }

  get isEmpty(): boolean {
    return this.#v4.starts.length + this.#v6.starts.length === 0
  }

  has(address: Address): boolean {
    return address.version === 4 ? contains(this.#v4, address.value) : contains(this.#v6, address.value)
  }
}

interface Range<Value> {
  readonly first: Value
  readonly last: Value
}

interface Ranges<Value> {
  readonly starts: readonly Value[]
  readonly ends: readonly Value[]
}

export type ParsedRange = ({ version: 4 } & Range<number>) | ({ version: 6 } & Range<bigint>)

/** An ALB never sees a zone, and AWS takes a range only from its first address; bits below the prefix are ignored here. */
export function parseRange(entry: string): ParsedRange | undefined {
  const [text = '', prefix, ...rest] = entry.trim().split('/')
  const address = text.includes('%') ? undefined : parseAddress(text)
  if (address === undefined || rest.length > 0) return undefined
  const bits = address.version === 4 ? 32 : 128
  if (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits)) return undefined
  const hostBits = bits - Number(prefix ?? bits)
  if (address.version === 4) {
    const size = 2 ** hostBits
    const first = Math.floor(address.value / size) * size
    return { version: 4, first, last: first + size - 1 }
  }
  const first = (address.value >> BigInt(hostBits)) << BigInt(hostBits)
  return { version: 6, first, last: first + (1n << BigInt(hostBits)) - 1n }
}

function merge<Value extends number | bigint>(ranges: readonly Range<Value>[]): Ranges<Value> {
  const sorted = [...ranges].sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : 0))
  const starts: Value[] = []
  const ends: Value[] = []
  for (const { first, last } of sorted) {
    const end = ends.at(-1)
    if (end !== undefined && first <= end) {
      if (last > end) ends[ends.length - 1] = last
      continue
    }
    starts.push(first)
    ends.push(last)
  }
  return { starts, ends }
}

function contains<Value extends number | bigint>({ starts, ends }: Ranges<Value>, value: Value): boolean {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const start = starts[middle]
    if (start !== undefined && start <= value) low = middle + 1
    else high = middle
  }
  const end = ends[low - 1]
  return end !== undefined && value <= end
}
