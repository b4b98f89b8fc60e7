import { answerFact, beginFact } from '../shared/begin-fact.ts'
import type { FactContext } from '../shared/fact.ts'
import type { RemovalInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<RemovalInput>) {
  beginFact(ctx, 'MEMBERSHIP')
  return {}
}

export function response(ctx: FactContext<RemovalInput>) {
  return answerFact(ctx)
}
