import { z } from 'zod'
import { Id, Instant } from './fields.ts'
import { FunctionName } from './function-messages.ts'
import { PageQuery, pageOf } from './page.ts'

/** What the function runner answers on its socket, on one machine: to the object store, the functions, `api` and the operator. */
export const functionsPaths = {
  /** `POST`: an event notification of S3; 202 once it is kept. */
  events: '/events',
  /** `POST`: a `PictureNotification`; 202 once it is kept. */
  notifications: '/queues/notifications',
  /** `POST`: an upload was granted, so that its event will be here soon. */
  grants: '/grants',
  status: '/status',
  /** `GET` lists them, `DELETE` drops those that a `DeadLetterSelection` names. */
  deadLetters: '/dead-letters',
  /** `POST`: gives those that a `DeadLetterSelection` names to their functions again. */
  redrive: '/dead-letters/redrive',
} as const

/** The file in the socket directory. */
export const functionsSocketName = 'functions.sock'

/** Of one event notification (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html), what is read. */
export const S3EventRecord = z.looseObject({
  eventName: z.string(),
  s3: z.looseObject({
    bucket: z.looseObject({ name: z.string() }),
    /** The key as S3 writes it: percent-encoded, with `+` for a space. */
    object: z.looseObject({ key: z.string() }),
  }),
})
export const S3Event = z.object({ Records: z.array(S3EventRecord).max(1_000) })
export type S3EventRecord = z.infer<typeof S3EventRecord>

export const FunctionStatus = z.object({
  name: FunctionName,
  /** Messages that could be worked on now, those that wait for another attempt, and those being worked on. */
  waiting: z.number().int(),
  delayed: z.number().int(),
  inFlight: z.number().int(),
  /** Since the oldest of them was sent; null where there is none. */
  oldestSeconds: z.number().nullable(),
  deadLetters: z.number().int(),
  /** Attempts since the runner started. */
  attempts: z.object({
    succeeded: z.number().int(),
    failed: z.number().int(),
    timedOut: z.number().int(),
    outOfMemory: z.number().int(),
    crashed: z.number().int(),
  }),
  processes: z.array(
    z.object({ pid: z.number().int(), busy: z.boolean(), residentBytes: z.number().int().nullable() }),
  ),
})
export type FunctionStatus = z.infer<typeof FunctionStatus>

export const FunctionsStatus = z.object({ startedAt: Instant, functions: z.array(FunctionStatus) })
export type FunctionsStatus = z.infer<typeof FunctionsStatus>

/** What a function was given up on. */
export const DeadLetter = z.object({
  id: Id,
  function: FunctionName,
  /** The key of the object, or the id of the notification. */
  subject: z.string(),
  attempts: z.number().int(),
  sentAt: Instant,
  deadAt: Instant,
  lastError: z.string(),
})
export type DeadLetter = z.infer<typeof DeadLetter>

export const DeadLetterQuery = z.strictObject({ ...PageQuery.shape, function: FunctionName.optional() })
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>
export const DeadLetterPage = pageOf(DeadLetter)
export type DeadLetterPage = z.infer<typeof DeadLetterPage>

/** Some by their ids, or all of one function. */
export const DeadLetterSelection = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(100) }),
  z.strictObject({ function: FunctionName }),
])
export type DeadLetterSelection = z.infer<typeof DeadLetterSelection>

export const DeadLetterCount = z.object({ count: z.number().int() })

/** As administrators ask for it. */
export const Redrive = z
  .strictObject({ ids: z.array(Id).min(1).max(100), function: FunctionName })
  .partial()
  .refine((asked) => (asked.ids === undefined) !== (asked.function === undefined), 'takes either ids or a function')
export type Redrive = z.infer<typeof Redrive>
