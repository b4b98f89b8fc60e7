import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type GraphQLOutputType,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql'
import { schema } from '../testing/fake-server.ts'
import { documents, sendingTogether, subscriptions } from './documents.ts'

const all = Object.entries({ ...documents, ...subscriptions })

for (const [name, document] of all) {
  test(`${name} is valid by the schema, and selects every field of what it answers with`, () => {
    const parsed = parse(document)
    assert.deepEqual(validate(schema, parsed), [])
    for (const definition of parsed.definitions) {
      assert.equal(definition.kind, Kind.OPERATION_DEFINITION)
      if (definition.kind === Kind.OPERATION_DEFINITION) assertAllSelected(definition)
    }
  })
}

test('several messages in one request are valid by the schema, and no longer than what a server keeps parsed', () => {
  const document = sendingTogether(8)
  assert.deepEqual(validate(schema, parse(document)), [])
  assert.ok(document.length < 4_000)
})

function assertAllSelected({ operation, selectionSet }: OperationDefinitionNode): void {
  const root = schema.getRootType(operation)
  for (const selection of selectionSet.selections) {
    assert.equal(selection.kind, Kind.FIELD)
    const field = selection.kind === Kind.FIELD ? root?.getFields()[selection.name.value] : undefined
    assert.ok(field !== undefined && selection.kind === Kind.FIELD)
    assertSelected(field.type, selection.selectionSet)
  }
}

function assertSelected(type: GraphQLOutputType, selections: SelectionSetNode | undefined): void {
  const named = getNamedType(type)
  if (!isObjectType(named)) return
  const selected = (selections?.selections ?? []).flatMap((node) => (node.kind === Kind.FIELD ? [node] : []))
  assert.deepEqual(selected.map(({ name }) => name.value).toSorted(), Object.keys(named.getFields()).toSorted())
  for (const { name, selectionSet } of selected) {
    const field = named.getFields()[name.value]
    if (field !== undefined) assertSelected(field.type, selectionSet)
  }
}
