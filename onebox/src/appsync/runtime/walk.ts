import type { AnyNode } from 'acorn'

export interface Visited {
  readonly node: AnyNode
  /** From the nearest outward. */
  readonly parent: Visited | undefined
}

/** Every node of a program, parents first. */
export function walk(node: AnyNode): readonly Visited[] {
  const visited: Visited[] = [{ node, parent: undefined }]
  // It grows while it is gone through.
  for (const one of visited) {
    for (const value of Object.values(one.node)) {
      if (isNode(value)) visited.push({ node: value, parent: one })
      else if (Array.isArray(value))
        for (const each of value) if (isNode(each)) visited.push({ node: each, parent: one })
    }
  }
  return visited
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
