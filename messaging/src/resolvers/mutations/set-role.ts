import { answerFact, beginFact } from '../shared/begin-fact.ts'
import type { FactContext } from '../shared/fact.ts'
import type { RoleInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<RoleInput>) {
  beginFact(ctx, 'MEMBERSHIP')
  return {}
}

export function response(ctx: FactContext<RoleInput>) {
  return answerFact(ctx)
}
