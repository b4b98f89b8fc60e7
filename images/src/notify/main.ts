import type { FunctionHandler } from '../function-handler.ts'

export const handler: FunctionHandler = async () => ({ batchItemFailures: [] })
