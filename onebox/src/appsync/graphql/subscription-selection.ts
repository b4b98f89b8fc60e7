import { execute, type GraphQLSchema } from 'graphql'
import type { GraphqlRequest } from '../graphql-request.ts'
import type { SubscriptionSelection } from '../subscription.ts'
import type { Operation } from './documents.ts'
import { executionFault } from './faults.ts'

/** The selection of a subscriber; another who asked in the same words is given the same one. */
export function subscriptionSelection(
  schema: GraphQLSchema,
  asked: Operation & { readonly field: string },
  { operationName, variables }: GraphqlRequest,
): SubscriptionSelection {
  const key = JSON.stringify([operationName, variables])
  const known = asked.selections.get(key)
  if (known !== undefined) return known
  const selection: SubscriptionSelection = {
    answer({ data }) {
      const result = execute({
        schema,
        document: asked.document,
        rootValue: { [asked.field]: data },
        operationName,
        variableValues: variables,
      })
      if (result instanceof Promise) throw new Error('Fields of what was published are there already')
      const errors = result.errors?.map(executionFault)
      return { data: result.data ?? null, ...(errors !== undefined && { errors }) }
    },
  }
  asked.selections.set(key, selection)
  return selection
}
