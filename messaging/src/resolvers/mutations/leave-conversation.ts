import { answerFact, beginFact } from '../shared/begin-fact.ts'
import type { FactContext } from '../shared/fact.ts'
import type { LeaveInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<LeaveInput>) {
  beginFact(ctx, 'MEMBERSHIP')
  return {}
}

export function response(ctx: FactContext<LeaveInput>) {
  return answerFact(ctx)
}
