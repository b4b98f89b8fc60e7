import type { Context } from '@aws-appsync/utils'
import { runtime } from '@aws-appsync/utils'

export function request(ctx: Context) {
  const count = ctx.stash.seen.length
  ctx.stash.seen.push(`asked after ${ctx.prev.result}`)
  if (ctx.args.early === 'next' && count === 0) {
    runtime.earlyReturn(['skipped'])
  }
  if (ctx.args.early === 'end' && count === 0) {
    runtime.earlyReturn(['ended'], { skipTo: 'END' })
  }
  return { payload: [`step ${count + 1}`] }
}

export function response(ctx: Context) {
  return ctx.result
}
