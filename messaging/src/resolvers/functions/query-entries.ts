import { runtime } from '@aws-appsync/utils'
import { readable, visibleRange } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import type { EntriesArguments, EntriesStash } from '../shared/entries.ts'
import { fail } from '../shared/fail.ts'
import type { Entry } from '../shared/items.ts'
import { entrySortKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'

type QueryContext = Context<EntriesArguments, EntriesStash, { readonly items: readonly Entry[] } | null>

export function request(ctx: QueryContext) {
  const { stash, args } = ctx
  const { first, last } = visibleRange(readable(stash, caller(ctx)))
  const from = Math.max(first, (args.after ?? 0) + 1)
  const to = Math.min(last, (args.before ?? last + 1) - 1)
  if (from > to) runtime.earlyReturn(null)
  return {
    operation: 'Query',
    query: {
      expression: '#pk = :pk AND #sk BETWEEN :from AND :to',
      expressionNames: { '#pk': 'pk', '#sk': 'sk' },
      expressionValues: {
        ':pk': { S: `C#${stash.conversationId}` },
        ':from': { S: entrySortKey(from) },
        ':to': { S: entrySortKey(to) },
      },
    },
    limit: stash.limit,
    scanIndexForward: !isNothing(args.after),
    consistentRead: true,
  }
}

export function response({ stash, args, result, error }: QueryContext): null {
  if (error || isNothing(result)) fail('Unavailable')
  const entries = [...result.items]
  if (isNothing(args.after)) entries.reverse()
  stash.entries = entries
  return null
}
