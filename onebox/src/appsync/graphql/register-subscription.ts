import { execute, type GraphQLSchema, getArgumentValues, getVariableValues, Kind } from 'graphql'
import type { Caller, GraphqlRequest } from '../graphql-request.ts'
import { ResolverError } from '../runtime/invocation.ts'
import type { Subscribed, SubscriptionFilter } from '../subscription.ts'
import type { Operation } from './documents.ts'
import { executionFault, requestFault, resolverFault } from './faults.ts'
import { newRequestState, type RequestState } from './request-state.ts'
import { readFilter } from './subscription-filters.ts'
import { subscriptionSelection } from './subscription-selection.ts'

export interface Registering {
  readonly schema: GraphQLSchema
  /** By the field of the type Subscription. */
  readonly mutations: ReadonlyMap<string, readonly string[]>
}

/** Runs the field's resolver, if it has one, for its errors and for what it sets by `extensions`. */
export async function registerSubscription(
  { schema, mutations }: Registering,
  asked: Operation & { readonly request: GraphqlRequest; readonly caller: Caller },
): Promise<Subscribed> {
  const { document, request } = asked
  const field = rootField(asked)
  const state = newRequestState(asked.caller)
  const { errors = [] } = await execute({
    schema,
    document,
    contextValue: state,
    operationName: request.operationName,
    variableValues: request.variables,
  })
  // Of its value nothing is sent, so only what was raised in the resolver counts, and not what the value lacks.
  const raised = errors.filter(
    ({ path, originalError }) => path === undefined || originalError instanceof ResolverError,
  )
  const faults = [...raised.map(executionFault), ...state.appended]
  if (faults.length > 0) return { kind: 'refused', errors: faults }
  try {
    return {
      kind: 'subscribed',
      field,
      mutations: mutations.get(field) ?? [],
      ...filters(state, () => givenArguments(schema, asked)),
      selection: subscriptionSelection(schema, { ...asked, field }, request),
    }
  } catch (error) {
    if (!(error instanceof ResolverError)) throw error
    return { kind: 'refused', errors: [{ ...requestFault('', ''), ...resolverFault(error) }] }
  }
}

function rootField({ operation }: Operation): string {
  const [selection] = operation.selectionSet.selections
  return selection?.kind === Kind.FIELD ? selection.name.value : ''
}

function filters({ effects: [effects] }: RequestState, given: () => Readonly<Record<string, unknown>>) {
  const filter: SubscriptionFilter =
    effects?.subscriptionFilter === undefined
      ? { kind: 'basic', arguments: given() }
      : { kind: 'enhanced', ...readFilter(effects.subscriptionFilter) }
  return {
    filter,
    ...(effects?.invalidationFilter !== undefined && { invalidation: readFilter(effects.invalidationFilter) }),
  }
}

function givenArguments(
  schema: GraphQLSchema,
  { operation, request }: Operation & { readonly request: GraphqlRequest },
): Readonly<Record<string, unknown>> {
  const [node] = operation.selectionSet.selections
  const field = node?.kind === Kind.FIELD ? schema.getSubscriptionType()?.getFields()[node.name.value] : undefined
  if (field === undefined || node?.kind !== Kind.FIELD) return {}
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {})
  return getArgumentValues(field, node, coerced)
}
