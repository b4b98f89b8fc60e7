import { type AttributeValue, type Item, membersOf } from './attribute-value.ts'
import { bytesOf } from './compare.ts'
import { numberBytes } from './number.ts'

export const maxItemBytes = 400 * 1024

/** As AWS counts: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0)
}

export function valueBytes(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S)
  if ('N' in value) return numberBytes(value.N)
  if ('B' in value) return bytesOf(value.B).length
  if ('BOOL' in value || 'NULL' in value) return 1
  if ('L' in value) return 3 + sum(value.L.map((member) => 1 + valueBytes(member)))
  if ('M' in value) return 3 + Object.keys(value.M).length + itemBytes(value.M)
  const set = membersOf(value)
  if (set === undefined) return 0
  if (set.type === 'NS') return sum(set.members.map(numberBytes))
  return sum(set.members.map((member) => (set.type === 'SS' ? Buffer.byteLength(member) : bytesOf(member).length)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
