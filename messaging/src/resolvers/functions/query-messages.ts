import { runtime } from '@aws-appsync/utils'
import { readable, visibleRange } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Entry } from '../shared/items.ts'
import { entrySortKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import type { SearchArguments, SearchStash } from '../shared/search.ts'

interface Page {
  readonly items: readonly Entry[]
  readonly nextToken?: string | null
}

type QueryContext = Context<SearchArguments, SearchStash, Page | null>

/** So many are looked at for one page: a page costs the same however few are found. */
const entriesPerPage = 400

export function request(ctx: QueryContext) {
  const { stash, args } = ctx
  const { first, last } = visibleRange(readable(stash, caller(ctx)))
  if (first > last) runtime.earlyReturn(null)
  return {
    operation: 'Query',
    query: {
      expression: '#pk = :pk AND #sk BETWEEN :from AND :to',
      expressionNames: { '#pk': 'pk', '#sk': 'sk' },
      expressionValues: {
        ':pk': { S: `C#${stash.conversationId}` },
        ':from': { S: entrySortKey(first) },
        ':to': { S: entrySortKey(last) },
      },
    },
    // A later text is not looked through for who left before.
    filter: {
      expression: '#kind = :kind AND contains(#folded, :text) AND (attribute_not_exists(#edit) OR #edit <= :last)',
      expressionNames: { '#kind': 'kind', '#folded': 'folded', '#edit': 'editNumber' },
      expressionValues: {
        ':kind': { S: 'MESSAGE' },
        ':text': { S: args.text.trim().toLowerCase() },
        ':last': { N: last },
      },
    },
    limit: entriesPerPage,
    nextToken: args.nextToken ?? null,
    scanIndexForward: false,
    consistentRead: false,
  }
}

export function response({ stash, args, result, error }: QueryContext): null {
  if (error && !isNothing(args.nextToken)) fail('InvalidInput', 'nextToken')
  if (error || isNothing(result)) fail('Unavailable')
  stash.found = result.items
  stash.nextToken = result.nextToken ?? null
  return null
}
