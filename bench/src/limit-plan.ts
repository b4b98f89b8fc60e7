import { z } from 'zod'

/** As it was sent to PostgreSQL. Without values it goes as plain text, as `begin` does. */
export const Statement = z.object({ text: z.string(), values: z.array(z.unknown()) })
export type Statement = z.infer<typeof Statement>

/** One request as `api` served it: its statements but for those that ask who is calling, and its answer. */
export const Recorded = z.object({
  statements: z.array(Statement).min(1),
  status: z.number().int(),
  answer: z.json(),
  /** Text in the statements that must be new each time, such as the id of what is written. */
  fresh: z.array(z.string()),
})
export type Recorded = z.infer<typeof Recorded>

/** What a bare route does: the recorded requests in turn. */
export const LimitRoute = z.object({
  method: z.enum(['GET', 'POST']),
  path: z.string(),
  recorded: z.array(Recorded).min(1),
})
export type LimitRoute = z.infer<typeof LimitRoute>

export const LimitPlan = z.object({
  databaseUrl: z.string(),
  maxConnections: z.number().int(),
  routes: z.array(LimitRoute),
})
export type LimitPlan = z.infer<typeof LimitPlan>
