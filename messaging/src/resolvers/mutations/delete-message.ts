import { answerFact, beginFact } from '../shared/begin-fact.ts'
import type { FactContext } from '../shared/fact.ts'
import type { DeletionInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<DeletionInput>) {
  beginFact(ctx, 'DELETION', ctx.args.input.target)
  return {}
}

export function response(ctx: FactContext<DeletionInput>) {
  return answerFact(ctx)
}
