import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { ListedMembership, ListStash } from '../shared/list.ts'
import { isNothing } from '../shared/nothing.ts'

interface Page {
  readonly items: readonly ListedMembership[]
  readonly nextToken?: string | null
}

export function request(ctx: Context<{ readonly nextToken?: string | null }, ListStash>) {
  const { nextToken } = ctx.args
  const query = {
    expression: '#memberPk = :memberPk',
    expressionNames: { '#memberPk': 'memberPk' },
    expressionValues: { ':memberPk': { S: `U#${caller(ctx)}` } },
  }
  return { operation: 'Query', index: 'by-member', query, limit: ctx.stash.limit, nextToken: nextToken ?? null }
}

export function response(ctx: Context<{ readonly nextToken?: string | null }, ListStash, Page | null>): null {
  const { stash, args, result, error } = ctx
  if (error && !isNothing(args.nextToken)) fail('InvalidInput', 'nextToken')
  if (error || isNothing(result)) fail('Unavailable')
  stash.memberships = result.items
  stash.nextToken = result.nextToken ?? null
  return null
}
