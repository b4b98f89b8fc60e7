import { z } from 'zod'

/**
 * How a function runner and a function's process talk, over the channel that `child_process.fork` opens with its JSON
 * serialisation. A process runs one function, named by its first argument, one invocation at a time, as an execution
 * environment of AWS Lambda does. It says `ready` once it has loaded, which it may take seconds for; it leaves when the
 * channel closes. On one machine its environment has `MALLOC_ARENA_MAX=2`, and `NODE_OPTIONS` bounds its heap by
 * `--max-semi-space-size=4 --max-old-space-size=96`: pictures are not kept there.
 */
export const FunctionName = z.enum(['process-image', 'notify'])
export type FunctionName = z.infer<typeof FunctionName>

/** From the runner. An invocation that outlasts `remainingMs` is the runner's to kill, with the process. */
export const Invocation = z.object({
  kind: z.literal('invoke'),
  id: z.string(),
  event: z.unknown(),
  remainingMs: z.number().positive(),
})
export type Invocation = z.infer<typeof Invocation>

/** From the function's process. `failed` is a fault of ours, worth another try; a member's fault is a `done`. */
export const FunctionAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('done'), id: z.string(), result: z.unknown() }),
  z.object({
    kind: z.literal('failed'),
    id: z.string(),
    error: z.object({ name: z.string(), message: z.string() }),
  }),
])
export type FunctionAnswer = z.infer<typeof FunctionAnswer>
