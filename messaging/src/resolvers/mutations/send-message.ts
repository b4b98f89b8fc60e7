import { answerFact, beginFact } from '../shared/begin-fact.ts'
import { checkId, isPlainText, unique } from '../shared/check.ts'
import { limitOf } from '../shared/context.ts'
import type { FactContext } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { MessageInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<MessageInput>) {
  const { body, replyTo, pictureIds } = ctx.args.input
  const pictures = pictureIds ?? []
  beginFact(ctx, 'MESSAGE', replyTo)
  if (body.length > limitOf(ctx, 'bodyUtf16Units')) fail('TooLong')
  if (!isPlainText(body) || (body.trim().length === 0 && pictures.length === 0)) fail('InvalidInput', 'body')
  if (pictures.length > limitOf(ctx, 'pictures') || unique(pictures).length < pictures.length) {
    fail('InvalidInput', 'pictureIds')
  }
  for (const id of pictures) checkId(id, 'pictureIds')
  return {}
}

export function response(ctx: FactContext<MessageInput>) {
  return answerFact(ctx)
}
