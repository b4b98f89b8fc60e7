import { answerFact, beginFact } from '../shared/begin-fact.ts'
import { checkName } from '../shared/check.ts'
import { limitOf } from '../shared/context.ts'
import type { FactContext } from '../shared/fact.ts'
import type { RenameInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<RenameInput>) {
  beginFact(ctx, 'RENAMING')
  checkName(ctx.args.input.name, limitOf(ctx, 'groupNameUtf16Units'))
  return {}
}

export function response(ctx: FactContext<RenameInput>) {
  return answerFact(ctx)
}
