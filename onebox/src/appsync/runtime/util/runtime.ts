import { isRecord } from '../../../dynamodb/values/read-value.ts'
import { EarlyReturn } from '../invocation.ts'

export const runtime = {
  earlyReturn(value?: unknown, options?: unknown): never {
    throw new EarlyReturn(value, isRecord(options) && options.skipTo === 'END' ? 'END' : 'NEXT')
  },
}
