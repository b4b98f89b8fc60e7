import { runtime } from '@aws-appsync/utils'
import type { Context } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Conversation } from '../shared/items.ts'
import type { ListStash } from '../shared/list.ts'
import { isNothing } from '../shared/nothing.ts'
import { type BatchResult, batchGet, tableOf } from '../shared/operations.ts'
import { maxPeople } from '../shared/people.ts'
import { memberIdsOf } from '../shared/views.ts'

export function request(ctx: Context<unknown, ListStash>) {
  const memberships = ctx.stash.memberships ?? []
  if (memberships.length === 0) runtime.earlyReturn(null)
  return batchGet(
    ctx,
    memberships.map(({ memberSk }) => ({ pk: memberSk, sk: 'META' })),
  )
}

type Result = BatchResult<Conversation & { readonly pk: string }>

export function response(ctx: Context<unknown, ListStash, Result | null>): null {
  const { stash, result, error } = ctx
  if (error || isNothing(result)) fail('Unavailable')
  const conversations: Record<string, Conversation> = {}
  for (const item of result.data[tableOf(ctx)] ?? []) if (!isNothing(item)) conversations[item.pk] = item
  stash.conversations = conversations
  stash.peopleIds = firstFew(stash)
  return null
}

/** Of each conversation somebody, before of any conversation several. */
function firstFew({ memberships, conversations }: ListStash): string[] {
  const firsts: string[] = []
  const others: string[] = []
  for (const mine of memberships ?? []) {
    const conversation = conversations?.[mine.memberSk]
    const ids = isNothing(conversation) ? [] : memberIdsOf({ conversation, mine }).filter((id) => id !== mine.memberId)
    const [first] = ids
    if (first !== undefined && firsts.indexOf(first) < 0) firsts.push(first)
    for (const id of ids.slice(1, 4)) if (others.indexOf(id) < 0) others.push(id)
  }
  return [...firsts, ...others.filter((id) => firsts.indexOf(id) < 0)].slice(0, maxPeople)
}
