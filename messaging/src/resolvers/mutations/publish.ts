import { type Context, onlyPublisher } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import { isNothing } from '../shared/nothing.ts'
import { signal } from '../shared/signal.ts'

type PublishContext = Context<{
  readonly input: { readonly recipientIds: readonly string[]; readonly topic?: string | null; readonly notice: unknown }
}>

export function request(ctx: PublishContext) {
  onlyPublisher(ctx)
  const { topic } = ctx.args.input
  if (!isNothing(topic) && topic !== 'everyone') fail('InvalidInput', 'topic')
  return { payload: null }
}

export function response({ args }: PublishContext) {
  const { recipientIds, topic, notice } = args.input
  const text = typeof notice === 'string' ? notice : JSON.stringify(notice)
  return signal({ kind: 'NOTICE', notice: text, topic: topic ?? null, recipientIds })
}
