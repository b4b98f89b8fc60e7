import { answerFact, beginFact } from '../shared/begin-fact.ts'
import { checkId, unique } from '../shared/check.ts'
import { limitOf } from '../shared/context.ts'
import type { FactContext } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { AdditionInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<AdditionInput>) {
  beginFact(ctx, 'MEMBERSHIP')
  const memberIds = unique(ctx.args.input.memberIds)
  if (memberIds.length === 0) fail('InvalidInput', 'memberIds')
  if (memberIds.length > limitOf(ctx, 'groupMembers')) fail('TooManyMembers')
  for (const id of memberIds) checkId(id, 'memberIds')
  ctx.stash.peopleIds = memberIds
  return {}
}

export function response(ctx: FactContext<AdditionInput>) {
  return answerFact(ctx)
}
