import type { ErrorCode, Fault } from '@porchlight/contract/errors'
import {
  DeadLetterQuery,
  DeadLetterSelection,
  functionsPaths as paths,
  S3Event,
} from '@porchlight/contract/functions-control'
import { PictureNotification } from '@porchlight/contract/picture-events'
import type { z } from 'zod'
import type { FunctionRunner } from '../runner.ts'

/** What the runner does not do, as its control socket answers it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly faults: readonly Fault[]

  constructor(code: ErrorCode, faults: readonly Fault[] = []) {
    super(code)
    this.code = code
    this.faults = faults
  }
}

interface Asked {
  readonly query: unknown
  readonly body: unknown
}

interface Answer {
  readonly status: 200 | 202
  readonly body: unknown
}

type Route = (asked: Asked) => Promise<Answer>

/** By method and path. */
export function controlRoutes(runner: FunctionRunner): Readonly<Record<string, Route | undefined>> {
  return {
    [`POST ${paths.events}`]: async ({ body }) => kept(runner.receiveEvents(parse(S3Event, body, 'body').Records)),
    [`POST ${paths.notifications}`]: async ({ body }) =>
      kept(runner.receiveNotification(parse(PictureNotification, body, 'body'))),
    [`POST ${paths.grants}`]: async () => {
      runner.expectUpload()
      return { status: 202, body: {} }
    },
    [`GET ${paths.status}`]: async () => ({ status: 200, body: await runner.status() }),
    [`GET ${paths.deadLetters}`]: async ({ query }) => ({
      status: 200,
      body: await runner.deadLetters(parse(DeadLetterQuery, query, 'query')),
    }),
    [`DELETE ${paths.deadLetters}`]: async ({ body }) => counted(runner.drop(parse(DeadLetterSelection, body, 'body'))),
    [`POST ${paths.redrive}`]: async ({ body }) => counted(runner.redrive(parse(DeadLetterSelection, body, 'body'))),
  }
}

async function kept(keeping: Promise<void>): Promise<Answer> {
  await keeping
  return { status: 202, body: {} }
}

async function counted(counting: Promise<number>): Promise<Answer> {
  return { status: 200, body: { count: await counting } }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, part: Fault['in']): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Refusal(
    'invalid_input',
    parsed.error.issues.map(({ path, message }) => ({
      in: part,
      pointer: path.map((step) => `/${String(step)}`).join(''),
      message,
    })),
  )
}
