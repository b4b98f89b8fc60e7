import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'
import { isRecord } from '../../dynamodb/values/read-value.ts'

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** A field of an answer: under which name it stands there, and everywhere that it was asked for. */
interface AnsweredField {
  readonly alias: string
  readonly name: string
  readonly nodes: readonly FieldNode[]
  readonly fragments: Fragments
}

export function fieldsOf(set: SelectionSetNode, document: DocumentNode): readonly AnsweredField[] {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  return answeredFields([set], fragments)
}

/**
 * An answer by the names of its fields, where callers may have asked for them under others: subscribers ask in their own
 * words. What stands under several names is published once.
 */
export function publishedData(answer: unknown, nodes: readonly FieldNode[], fragments: Fragments): unknown {
  if (Array.isArray(answer)) return answer.map((one) => publishedData(one, nodes, fragments))
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  if (!isRecord(answer) || sets.length === 0) return answer
  const published: Record<string, unknown> = {}
  for (const { alias, name, nodes: same } of answeredFields(sets, fragments)) {
    if (Object.hasOwn(answer, alias)) published[name] = publishedData(answer[alias], same, fragments)
  }
  return published
}

function answeredFields(sets: readonly SelectionSetNode[], fragments: Fragments): readonly AnsweredField[] {
  const fields = new Map<string, FieldNode[]>()
  for (const set of sets) collect(set, fragments, fields)
  return [...fields].flatMap(([alias, nodes]) => {
    const [first] = nodes
    return first === undefined ? [] : [{ alias, name: first.name.value, nodes, fragments }]
  })
}

function collect(set: SelectionSetNode, fragments: Fragments, fields: Map<string, FieldNode[]>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const alias = (selection.alias ?? selection.name).value
      const same = fields.get(alias)
      if (same === undefined) fields.set(alias, [selection])
      else same.push(selection)
      continue
    }
    const definition = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
    if (definition !== undefined) collect(definition.selectionSet, fragments, fields)
  }
}
