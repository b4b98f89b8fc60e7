import { graphqlLimits } from '@porchlight/system/graphql-api'
import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'

/** Fields that one request may ask for, fragments written out: many times what any page of ours asks for. */
const maxFields = 1_000
/** Fields of the root types, each of which runs a resolver; aliases make many of one. */
const maxRootFields = 20

interface Cost {
  readonly depth: number
  readonly fields: number
}

/**
 * Measures what a document asks for before it is looked into further, because that, too, takes time by its size.
 *
 * @returns AppSync's error type and message, undefined for a document within its limits.
 */
export function costFault(document: DocumentNode): { errorType: string; message: string } | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const measure = measured(fragments)
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const { depth, fields } = measure(definition.selectionSet)
    if (depth > graphqlLimits.queryDepth) {
      return { errorType: 'QueryDepthLimitReached', message: `Queries are at most ${graphqlLimits.queryDepth} deep.` }
    }
    if (fields > maxFields || definition.selectionSet.selections.length > maxRootFields) {
      return {
        errorType: 'ResolverExecutionLimitReached',
        message: `A request asks for at most ${maxFields} fields, ${maxRootFields} of them at its root.`,
      }
    }
  }
  return undefined
}

/** Each fragment is measured once, however often it is spread; one within itself counts for nothing, and is refused later. */
function measured(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Cost {
  const known = new Map<string, Cost>()
  const measure = (set: SelectionSetNode): Cost => {
    const parts = set.selections.map((selection): Cost => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return fragment(selection.name.value)
      if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet)
      const below = selection.selectionSet === undefined ? nothing : measure(selection.selectionSet)
      return { depth: below.depth + 1, fields: below.fields + 1 }
    })
    return parts.reduce(
      (sum, part) => ({ depth: Math.max(sum.depth, part.depth), fields: sum.fields + part.fields }),
      nothing,
    )
  }
  const fragment = (name: string): Cost => {
    const before = known.get(name)
    if (before !== undefined) return before
    known.set(name, nothing)
    const definition = fragments.get(name)
    const cost = definition === undefined ? nothing : measure(definition.selectionSet)
    known.set(name, cost)
    return cost
  }
  return measure
}

const nothing: Cost = { depth: 0, fields: 0 }
