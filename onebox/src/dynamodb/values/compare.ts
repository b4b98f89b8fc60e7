import { type AttributeValue, membersOf, typeOf } from './attribute-value.ts'
import { compareNumbers } from './number.ts'

/** Deep equality as conditions see it: sets and maps have no order. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  if (typeOf(left) !== typeOf(right)) return false
  const leftSet = membersOf(left)
  const rightSet = membersOf(right)
  if (leftSet && rightSet) return sameMembers(leftSet.members, rightSet.members)
  if ('L' in left && 'L' in right) return left.L.length === right.L.length && everyPair(left.L, right.L)
  if ('M' in left && 'M' in right) {
    const names = Object.keys(left.M)
    if (names.length !== Object.keys(right.M).length) return false
    return names.every((name) => {
      const one = left.M[name]
      const other = right.M[name]
      return one !== undefined && other !== undefined && equalValues(one, other)
    })
  }
  // Numbers have one form, so that equal scalars have equal texts.
  return JSON.stringify(left) === JSON.stringify(right)
}

function everyPair(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  return left.every((value, index) => {
    const other = right[index]
    return other !== undefined && equalValues(value, other)
  })
}

function sameMembers(left: readonly string[], right: readonly string[]): boolean {
  const members = new Set(left)
  return left.length === right.length && right.every((member) => members.has(member))
}

/** Negative, zero or positive for two strings (by their UTF-8 bytes), numbers or binaries; undefined for anything else. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if ('N' in left && 'N' in right) return compareNumbers(left.N, right.N)
  if ('S' in left && 'S' in right) return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S))
  if ('B' in left && 'B' in right) return Buffer.compare(bytesOf(left.B), bytesOf(right.B))
  return undefined
}

export function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64')
}
