import { invalid } from '../errors.ts'
import type { AttributeValue, Item } from '../values/attribute-value.ts'
import { pathText } from './document.ts'
import type { ResolvedPath } from './placeholders.ts'
import type { Reader } from './reader.ts'
import type { Path } from './syntax.ts'

export function parseProjection(reader: Reader): readonly Path[] {
  const paths = [reader.path()]
  while (reader.takeSymbol(',')) paths.push(reader.path())
  return paths
}

/** What of an item is asked for, as a tree of names and positions; `true` is everything below. */
type Wanted = Map<string | number, Wanted> | true

/** @throws {DynamoError} `ValidationException`: one path leads through another. */
export function wantedParts(paths: readonly ResolvedPath[]): Wanted {
  const root: Wanted = new Map()
  for (const path of paths) want(root, path, paths)
  return root
}

function want(root: Map<string | number, Wanted>, path: ResolvedPath, all: readonly ResolvedPath[]): void {
  let at = root
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1
    const there = at.get(step)
    if (there === true || (last && there !== undefined)) throw overlapping(path, all)
    if (last) at.set(step, true)
    else {
      const next = there ?? new Map<string | number, Wanted>()
      at.set(step, next)
      at = next
    }
  }
}

function overlapping(path: ResolvedPath, all: readonly ResolvedPath[]) {
  const other = all.find((candidate) => candidate !== path && candidate[0] === path[0]) ?? path
  return invalid(
    `Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${pathText(other)}, path two: ${pathText(path)}`,
  )
}

/** Keeps the shape of the item: maps hold the members asked for, lists close up in the order they had. */
export function project(item: Item, wanted: Wanted): Item {
  if (wanted === true) return item
  const projected: Record<string, AttributeValue> = Object.create(null)
  for (const [name, value] of Object.entries(item)) {
    const below = wanted.get(name)
    const part = below === undefined ? undefined : partOf(value, below)
    if (part !== undefined) projected[name] = part
  }
  return projected
}

function partOf(value: AttributeValue, wanted: Wanted): AttributeValue | undefined {
  if (wanted === true) return value
  if ('M' in value) {
    const members = project(value.M, wanted)
    return Object.keys(members).length === 0 ? undefined : { M: members }
  }
  if (!('L' in value)) return undefined
  const members = value.L.flatMap((member, index) => {
    const below = wanted.get(index)
    const part = below === undefined ? undefined : partOf(member, below)
    return part === undefined ? [] : [part]
  })
  return members.length === 0 ? undefined : { L: members }
}
