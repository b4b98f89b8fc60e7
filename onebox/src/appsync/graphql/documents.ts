import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, type OperationDefinitionNode, parse } from 'graphql'
import type { GraphqlAnswer, GraphqlRequest } from '../graphql-request.ts'
import { LruCache } from '../lru-cache.ts'
import type { SubscriptionSelection } from '../subscription.ts'
import { costFault } from './document-cost.ts'
import { refused, requestFault } from './faults.ts'
import { validationFaults } from './validation.ts'

/** Before anything else is made of it. */
const maxTokens = 4_000
/** A document in memory is some hundred times its text: what pages ask for is far shorter. */
const maxKept = 200
const maxKeptCharacters = 4_000

export interface CheckedDocument {
  readonly document: DocumentNode
  readonly operations: readonly OperationDefinitionNode[]
  /** Of subscribers that sent this document, by its operation and variables. */
  readonly selections: LruCache<string, SubscriptionSelection>
}

export interface Operation extends CheckedDocument {
  readonly operation: OperationDefinitionNode
}

export type Read<Found> = { readonly found: Found } | { readonly refusal: GraphqlAnswer }

/** Parsed and checked documents; pages send the same few again and again. */
export class Documents {
  readonly #schema: GraphQLSchema
  readonly #introspection: boolean
  readonly #kept = new LruCache<string, Read<CheckedDocument>>(maxKept)

  constructor(schema: GraphQLSchema, { introspection }: { readonly introspection: boolean }) {
    this.#schema = schema
    this.#introspection = introspection
  }

  /** The operation that is asked for. */
  read({ query, operationName }: GraphqlRequest): Read<Operation> {
    const read = this.#document(query)
    if ('refusal' in read) return read
    const operation = chosen(read.found.operations, operationName)
    if (operation !== undefined) return { found: { ...read.found, operation } }
    return { refusal: refused(requestFault('BadRequestException', unknownOperation(operationName))) }
  }

  #document(query: string): Read<CheckedDocument> {
    const kept = this.#kept.get(query)
    if (kept !== undefined) return kept
    const read = this.#check(query)
    if (query.length <= maxKeptCharacters) this.#kept.set(query, read)
    return read
  }

  #check(query: string): Read<CheckedDocument> {
    const document = parsed(query)
    if (document === undefined) return { refusal: malformedQuery }
    const fault = costFault(document)
    if (fault !== undefined) return { refusal: refused(requestFault(fault.errorType, fault.message)) }
    const faults = validationFaults(this.#schema, document, { introspection: this.#introspection })
    if (faults.length > 0) return { refusal: refused(...faults) }
    const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    return { found: { document, operations, selections: new LruCache(maxKept) } }
  }
}

/** The one answer about a document that AppSync gives with status 400. */
export const malformedQuery: GraphqlAnswer = {
  errors: [requestFault('MalformedHttpRequestException', 'Unable to parse GraphQL query.')],
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { maxTokens })
  } catch (error) {
    if (error instanceof GraphQLError || error instanceof RangeError) return undefined
    throw error
  }
}

function chosen(
  operations: readonly OperationDefinitionNode[],
  name: string | undefined,
): OperationDefinitionNode | undefined {
  if (name === undefined || name === '') return operations.length === 1 ? operations[0] : undefined
  return operations.find((operation) => operation.name?.value === name)
}

function unknownOperation(name: string | undefined): string {
  return name === undefined
    ? 'Must provide operation name if query contains multiple operations.'
    : 'Unknown operation named.'
}
