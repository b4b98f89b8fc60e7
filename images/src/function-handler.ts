/** The part of AWS Lambda's context that our functions use. */
export interface FunctionContext {
  getRemainingTimeInMillis(): number
}

/** As AWS Lambda calls it. What it throws is tried again; what it returns is the result of the invocation. */
export type FunctionHandler = (event: unknown, context: FunctionContext) => Promise<unknown>
