import type { Context } from '../shared/context.ts'
import { transactGet } from '../shared/operations.ts'
import { type OwnItems, type OwnStash, ownKeys, takeOwn } from '../shared/own.ts'

export function request(ctx: Context<unknown, OwnStash>) {
  return transactGet(ctx, ownKeys(ctx, ctx.stash.conversationId))
}

export function response(ctx: Context<unknown, OwnStash, { readonly items: OwnItems } | null>): null {
  takeOwn(ctx)
  return null
}
