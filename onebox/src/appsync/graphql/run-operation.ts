import { type ExecutionResult, execute, type GraphQLSchema, OperationTypeNode } from 'graphql'
import { z } from 'zod'
import { isRecord } from '../../dynamodb/values/read-value.ts'
import type { Caller, GraphqlAnswer, GraphqlRequest } from '../graphql-request.ts'
import type { Publisher } from '../publisher.ts'
import type { Operation } from './documents.ts'
import { executionFault } from './faults.ts'
import { fieldsOf, publishedData } from './published-data.ts'
import { newRequestState, type RequestState } from './request-state.ts'

export interface Running {
  readonly schema: GraphQLSchema
  readonly publisher: Publisher
  /** The mutations that bring anyone anything. */
  readonly published: ReadonlySet<string>
}

/** Carries a query or a mutation out, and publishes what came of it. */
export async function runOperation(
  running: Running,
  asked: Operation & { readonly request: GraphqlRequest; readonly caller: Caller },
): Promise<GraphqlAnswer> {
  const state = newRequestState(asked.caller)
  const result = await execute({
    schema: running.schema,
    document: asked.document,
    contextValue: state,
    operationName: asked.request.operationName,
    variableValues: asked.request.variables,
  })
  if (asked.operation.operation === OperationTypeNode.MUTATION) publish(running, asked, result)
  invalidate(running, state)
  return answer(result, state)
}

function answer({ data, errors = [] }: ExecutionResult, { appended, effects }: RequestState): GraphqlAnswer {
  const faults = [...errors.map(executionFault), ...appended]
  const headers = effects.flatMap(({ responseHeaders }) => [...responseHeaders])
  return {
    data: data ?? null,
    ...(faults.length > 0 && { errors: faults }),
    ...(headers.length > 0 && { headers: new Map(headers) }),
  }
}

/** Only what succeeded, and of that what its caller asked for. */
function publish(
  { publisher, published }: Running,
  { document, operation }: Operation,
  { data }: ExecutionResult,
): void {
  for (const { alias, name, nodes, fragments } of fieldsOf(operation.selectionSet, document)) {
    const value = published.has(name) ? data?.[alias] : undefined
    const shown = publishedData(value, nodes, fragments)
    if (isRecord(shown)) publisher.publish({ field: name, data: shown })
  }
}

const Invalidation = z.object({ subscriptionField: z.string(), payload: z.record(z.string(), z.unknown()) })

function invalidate({ publisher }: Running, { effects }: RequestState): void {
  for (const given of effects.flatMap(({ invalidations }) => invalidations)) {
    const { data: invalidation } = Invalidation.safeParse(given)
    if (invalidation !== undefined) publisher.invalidate(invalidation)
  }
}
