import type { AttributeValue, Item } from '../values/attribute-value.ts'
import type { ResolvedPath } from './placeholders.ts'

/** What is at a path; undefined where the path leads nowhere. */
export function valueAt(item: Item, path: ResolvedPath): AttributeValue | undefined {
  let at: AttributeValue | undefined = { M: item }
  for (const step of path) {
    at = at === undefined ? undefined : member(at, step)
  }
  return at
}

function member(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined
  return 'M' in value && Object.hasOwn(value.M, step) ? value.M[step] : undefined
}

export function pathText(path: ResolvedPath): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`
}
