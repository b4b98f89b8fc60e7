import { util } from '@aws-appsync/utils'
import { answerFact } from '../shared/begin-fact.ts'
import { checkId, checkName, unique } from '../shared/check.ts'
import { caller, limitOf } from '../shared/context.ts'
import type { FactContext } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { GroupInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<GroupInput>) {
  const me = caller(ctx)
  const { id, name, memberIds } = ctx.args.input
  checkId(id, 'id')
  checkName(name, limitOf(ctx, 'groupNameUtf16Units'))
  const others = unique(memberIds).filter((memberId) => memberId !== me)
  if (others.length >= limitOf(ctx, 'groupMembers')) fail('TooManyMembers')
  for (const memberId of others) checkId(memberId, 'memberIds')
  const { stash } = ctx
  stash.conversationId = id
  stash.id = id
  stash.kind = 'MEMBERSHIP'
  stash.now = util.time.nowISO8601()
  stash.peopleIds = others
  return {}
}

export function response(ctx: FactContext<GroupInput>) {
  return answerFact(ctx)
}
