import { answerFact, beginFact } from '../shared/begin-fact.ts'
import { isPlainText } from '../shared/check.ts'
import { limitOf } from '../shared/context.ts'
import type { FactContext } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { EditInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<EditInput>) {
  const { body, target } = ctx.args.input
  beginFact(ctx, 'EDIT', target)
  if (body.length > limitOf(ctx, 'bodyUtf16Units')) fail('TooLong')
  if (!isPlainText(body)) fail('InvalidInput', 'body')
  return {}
}

export function response(ctx: FactContext<EditInput>) {
  return answerFact(ctx)
}
