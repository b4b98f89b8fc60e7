import { runtime } from '@aws-appsync/utils'
import { readable } from '../shared/access.ts'
import { type Context, caller } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import type { Membership } from '../shared/items.ts'
import { keyOf, membershipKey } from '../shared/keys.ts'
import { isNothing } from '../shared/nothing.ts'
import { updateOf } from '../shared/operations.ts'
import type { OwnStash } from '../shared/own.ts'
import type { SettingsArguments } from '../shared/settings.ts'

type SettingsContext = Context<SettingsArguments, OwnStash, Membership | null>

export function request(ctx: SettingsContext) {
  const { stash, args } = ctx
  const { mine } = readable(stash, caller(ctx))
  const { mutedUntil, archived, request: pending } = args.input
  const values: Record<string, unknown> = {}
  // To say nothing of muting and to end it are two things.
  if (Object.hasOwn(args.input, 'mutedUntil')) values.mutedUntil = mutedUntil
  if (pending === false) values.request = null
  if (!isNothing(archived)) Object.assign(values, archiving(mine, stash.conversationId, archived))
  if (Object.keys(values).length === 0) runtime.earlyReturn(null)
  return {
    operation: 'UpdateItem',
    key: keyOf(membershipKey(stash.conversationId, mine.memberId)),
    update: updateOf(values),
    condition: { expression: 'attribute_exists(pk)' },
  }
}

/** A conversation that its member left and put away is out of their list. */
function archiving(mine: Membership, conversationId: string, archived: boolean): Record<string, unknown> {
  const isGone = archived && !isNothing(mine.until)
  return {
    archived: archived ? true : null,
    memberPk: isGone ? null : `U#${mine.memberId}`,
    memberSk: isGone ? null : `C#${conversationId}`,
  }
}

export function response({ stash, result, error }: SettingsContext): null {
  if (error || isNothing(result)) fail('Unavailable')
  stash.mine = result
  return null
}
