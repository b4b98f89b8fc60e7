import type { Identity } from './identity.ts'

/** The body of a POST, and what `start` carries in its `data`. */
export interface GraphqlRequest {
  readonly query: string
  readonly operationName?: string | undefined
  readonly variables?: Readonly<Record<string, unknown>> | undefined
}

export interface Caller {
  readonly identity: Identity
  /** In lower case, as resolvers read them in `ctx.request.headers`: the caller's token is among them. */
  readonly headers: Readonly<Record<string, string>>
  readonly domainName: string | null
}

/** One of `errors` in an answer, as AppSync writes it: `errorType` stands beside the message. */
export interface GraphqlFault {
  readonly path: readonly (string | number)[] | null
  readonly data: unknown
  readonly errorType: string | null
  readonly errorInfo: unknown
  readonly locations: readonly { readonly line: number; readonly column: number; readonly sourceName: null }[] | null
  readonly message: string
}

export interface GraphqlAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly GraphqlFault[]
  /** What resolvers set by `util.http`; no part of the body. */
  readonly headers?: ReadonlyMap<string, string>
}
