import type { Caller, GraphqlFault } from '../graphql-request.ts'
import type { Effects } from '../runtime/invocation.ts'

/** What the resolvers of one request leave behind besides their values. */
export interface RequestState {
  readonly caller: Caller
  /** By `util.appendError`. */
  readonly appended: GraphqlFault[]
  readonly effects: Effects[]
}

export function newRequestState(caller: Caller): RequestState {
  return { caller, appended: [], effects: [] }
}
