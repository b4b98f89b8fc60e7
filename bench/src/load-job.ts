import { z } from 'zod'

/** Where requests go: a Unix socket, or a port of this machine. */
export const Target = z.union([z.object({ socketPath: z.string() }), z.object({ port: z.number().int() })])
export type Target = z.infer<typeof Target>

/** One request of a load; `freshKey` gives it an idempotency key of its own each time it is sent. */
export const LoadRequest = z.object({
  method: z.enum(['GET', 'POST']),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
  freshKey: z.boolean(),
})
export type LoadRequest = z.infer<typeof LoadRequest>

/** What the generator is asked to do: keep `connections` busy, divided over the targets, for so long. */
export const LoadJob = z.object({
  targets: z.array(Target).min(1),
  connections: z.number().int().positive(),
  durationMs: z.number().positive(),
  requests: z.array(LoadRequest).min(1),
  expectedStatus: z.number().int(),
})
export type LoadJob = z.infer<typeof LoadJob>

/** What it saw. Latencies are from the last byte sent to the last byte of the answer. */
export const LoadResult = z.object({
  requests: z.number().int(),
  requestsPerSecond: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  bytesPerAnswer: z.number(),
  /** Answers with another status than the one expected, and connections that broke. */
  failures: z.number().int(),
  failure: z.string().optional(),
})
export type LoadResult = z.infer<typeof LoadResult>
