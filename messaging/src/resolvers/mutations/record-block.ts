import { checkId } from '../shared/check.ts'
import { type Context, onlyPublisher } from '../shared/context.ts'
import { fail } from '../shared/fail.ts'
import { blockKey, keyOf } from '../shared/keys.ts'

type BlockContext = Context<{
  readonly input: { readonly blockerId: string; readonly blockedId: string; readonly blocked: boolean }
}>

export function request(ctx: BlockContext) {
  onlyPublisher(ctx)
  const { blockerId, blockedId, blocked } = ctx.args.input
  checkId(blockerId, 'blockerId')
  checkId(blockedId, 'blockedId')
  const key = keyOf(blockKey(blockerId, blockedId))
  return blocked ? { operation: 'PutItem', key, attributeValues: {} } : { operation: 'DeleteItem', key }
}

export function response({ error }: BlockContext): boolean {
  if (error) fail('Unavailable')
  return true
}
