import type { Context } from '@aws-appsync/utils'
import { runtime } from '@aws-appsync/utils'

export function request(ctx: Context) {
  ctx.stash.seen = []
  if (ctx.args.early === 'before') {
    runtime.earlyReturn(['before'])
  }
  return 'begun'
}

export function response(ctx: Context) {
  return [...ctx.stash.seen, ...ctx.prev.result]
}
