import type { AnyNode } from 'acorn'

export interface Visited {
  readonly node: AnyNode
  /** From the nearest outward. */
  readonly parent: Visited | undefined
}

/** Every node of a program, parents first. */
export function* walk(node: AnyNode, parent?: Visited): Generator<Visited> {
  const visited = { node, parent }
  yield visited
  for (const child of childrenOf(node)) yield* walk(child, visited)
}

function childrenOf(node: AnyNode): readonly AnyNode[] {
  return Object.values(node).flat().filter(isNode)
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
