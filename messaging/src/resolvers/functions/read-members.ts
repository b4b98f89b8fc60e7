import { readable, standing } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Membership } from '../shared/items.ts'
import { membershipKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import { type BatchResult, batchGet, tableOf } from '../shared/operations.ts'
import type { OwnStash } from '../shared/own.ts'
import type { PeopleStash } from '../shared/people.ts'
import { memberIdsOf } from '../shared/views.ts'

type Stash = OwnStash & PeopleStash & { members?: readonly Membership[] }

/** Everyone's marks; to who left, their own only. */
export function request(ctx: Context<unknown, Stash>) {
  const { stash } = ctx
  const me = caller(ctx)
  const known = readable(stash, me)
  const memberIds = memberIdsOf(known)
  stash.peopleIds = memberIds
  const asked = standing(stash, me) === 'member' ? memberIds : [me]
  return batchGet(
    ctx,
    asked.map((memberId) => membershipKey(stash.conversationId, memberId)),
  )
}

export function response(ctx: Context<unknown, Stash, BatchResult<Membership> | null>): null {
  const { stash, result, error } = ctx
  if (error || isNothing(result)) fail('Unavailable')
  const found: Membership[] = []
  for (const membership of result.data[tableOf(ctx)] ?? []) if (!isNothing(membership)) found.push(membership)
  stash.members = found
  return null
}
