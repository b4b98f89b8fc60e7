import {
  DeadLetterCount,
  DeadLetterPage,
  type DeadLetterQuery,
  FunctionsStatus,
  functionsPaths,
  type Redrive,
} from '@porchlight/contract/functions-control'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import { queryText } from '../control/query-text.ts'

/** @throws {DomainError} `functions_unavailable` */
export async function readFunctions(ctx: Context): Promise<FunctionsStatus> {
  return FunctionsStatus.parse(await ctx.functions({ method: 'GET', path: functionsPaths.status }))
}

/** @throws {DomainError} `functions_unavailable`, `invalid_input` for a cursor that this list did not give. */
export async function listDeadLetters(ctx: Context, query: DeadLetterQuery): Promise<DeadLetterPage> {
  const path = `${functionsPaths.deadLetters}?${queryText(query)}`
  return DeadLetterPage.parse(await ctx.functions({ method: 'GET', path }))
}

/** Nobody waits for it: a function that is not warned in time only starts later. */
export function warnOfUpload(ctx: Context): void {
  ctx.functions({ method: 'POST', path: functionsPaths.grants }).catch(() => undefined)
}

/** @throws {DomainError} `functions_unavailable` */
export async function redrive(ctx: Context, body: Redrive): Promise<z.infer<typeof DeadLetterCount>> {
  return DeadLetterCount.parse(await ctx.functions({ method: 'POST', path: functionsPaths.redrive, body }))
}
