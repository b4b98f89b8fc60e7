import type { Caller, GraphqlAnswer, GraphqlRequest } from './graphql-request.ts'
import type { Subscribed } from './subscription.ts'

/** Carries out what callers ask of the API. Neither throws: whatever goes wrong is in the answer. */
export interface Executor {
  /** A query or a mutation. */
  execute(request: GraphqlRequest, caller: Caller): Promise<GraphqlAnswer>
  /** Runs the resolver of a subscription once, and says what is to be brought to whom. */
  subscribe(request: GraphqlRequest, caller: Caller): Promise<Subscribed>
}
