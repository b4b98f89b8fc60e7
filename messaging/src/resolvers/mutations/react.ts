import { util } from '@aws-appsync/utils'
import { answerFact, beginFact } from '../shared/begin-fact.ts'
import { isPlainText } from '../shared/check.ts'
import { limitOf } from '../shared/context.ts'
import type { FactContext } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { ReactionInput } from '../shared/inputs.ts'

export function request(ctx: FactContext<ReactionInput>) {
  const { target, emoji } = ctx.args.input
  beginFact(ctx, 'REACTION', target)
  const isShort = emoji.length > 0 && emoji.length <= limitOf(ctx, 'emojiUtf16Units')
  // Keycaps begin with a digit, # or *; nothing else of ASCII is in an emoji, and only ASCII makes words of itself.
  const isEmoji =
    isPlainText(emoji) && util.matches('^[^\\u0000-\\u0022\\u0024-\\u0029\\u002b-\\u002f\\u003a-\\u007f]*$', emoji)
  if (!isShort || !isEmoji || util.matches('^[0-9#*]+$', emoji)) fail('InvalidInput', 'emoji')
  return {}
}

export function response(ctx: FactContext<ReactionInput>) {
  return answerFact(ctx)
}
