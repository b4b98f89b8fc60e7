/** What a data source answers a request object with: `ctx.result` and `ctx.error` of the response handler. */
export interface DataSourceAnswer {
  readonly result: unknown
  readonly error?: { readonly message: string; readonly type: string }
}

/** Where a request handler's object goes. Does not throw for what the object or the source is to blame for. */
export interface DataSource {
  invoke(request: unknown, work?: ResolverWork): Promise<DataSourceAnswer>
}

/** A field's resolver at work, of whose requests this is one. */
export interface ResolverWork {
  readonly typeName: string
  /** What a data source keeps for it, to be let go at its end. */
  readonly atEnd: (() => void)[]
}

export function failed(type: string, message: string, result: unknown = null): DataSourceAnswer {
  return { result, error: { type, message } }
}

/** Gives back the request's payload, and goes nowhere. */
export const noneDataSource: DataSource = {
  invoke: async (request) => ({
    result: typeof request === 'object' && request !== null && 'payload' in request ? request.payload : null,
  }),
}
