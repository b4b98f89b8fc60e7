import type { AnyNode } from 'acorn'

export interface Visited {
  readonly node: AnyNode
  readonly parent: AnyNode | undefined
}

/** A node and all below it. */
export function* walk(node: AnyNode, parent?: AnyNode): Generator<Visited> {
  yield { node, parent }
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child, node)
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
