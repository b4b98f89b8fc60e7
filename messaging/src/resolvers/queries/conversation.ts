import { readable } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import type { Membership } from '../shared/items.ts'
import { beginOwn, type OwnStash } from '../shared/own.ts'
import { type PeopleStash, peopleNamed } from '../shared/people.ts'
import { conversationView, memberIdsOf, membershipView } from '../shared/views.ts'

type Stash = OwnStash & PeopleStash & { members?: readonly Membership[] }

export function request(ctx: Context<{ readonly id: string }, Stash>) {
  beginOwn(ctx, ctx.args.id)
  return {}
}

export function response(ctx: Context<unknown, Stash>) {
  const { stash } = ctx
  const known = readable(stash, caller(ctx))
  const { conversation, mine } = known
  const members = stash.members ?? []
  return {
    ...conversationView(known),
    people: peopleNamed(stash, memberIdsOf(known)),
    members: members.map((one) => membershipView(conversation, one, one.memberId === mine.memberId)),
  }
}
