import { type FieldNode, type FragmentDefinitionNode, Kind, print, type SelectionSetNode } from 'graphql'

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>

/** `ctx.info.selectionSetList`: every field below, as a path, by its alias where it has one. */
export function selectionSetList(nodes: readonly FieldNode[], fragments: Fragments): readonly string[] {
  const paths = new Set<string>()
  const collect = (set: SelectionSetNode | undefined, prefix: string): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const path = prefix + (selection.alias ?? selection.name).value
        paths.add(path)
        collect(selection.selectionSet, `${path}/`)
      } else {
        const definition = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]
        collect(definition?.selectionSet, prefix)
      }
    }
  }
  for (const node of nodes) collect(node.selectionSet, '')
  return [...paths]
}

/** `ctx.info.selectionSetGraphQL`. */
export function selectionSetGraphQL(nodes: readonly FieldNode[]): string {
  return nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [print(selectionSet)])).join('\n')
}
