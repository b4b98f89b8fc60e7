import { type FunctionAnswer, Invocation } from '@porchlight/contract/function-messages'
import type { FunctionHandler } from '../function-handler.ts'

/** Answers each invocation that the runner sends, until it closes the channel. */
export function serveInvocations(handler: FunctionHandler): void {
  process.on('message', (message: unknown) => {
    const invocation = Invocation.parse(message)
    invoke(handler, invocation).then(answer)
  })
  // Nobody would hear the answer, and another runner makes the invocation again.
  process.once('disconnect', () => process.exit())
  answer({ kind: 'ready' })
}

async function invoke(handler: FunctionHandler, { id, event, remainingMs }: Invocation): Promise<FunctionAnswer> {
  const deadline = performance.now() + remainingMs
  try {
    const result = await handler(event, {
      getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
    })
    return { kind: 'done', id, result: result ?? null }
  } catch (error) {
    return { kind: 'failed', id, error: describe(error) }
  }
}

function describe(error: unknown): { name: string; message: string } {
  if (error instanceof Error) return { name: error.name, message: error.message }
  return { name: 'Error', message: String(error) }
}

function answer(message: FunctionAnswer): void {
  if (process.connected) process.send?.(message)
}
