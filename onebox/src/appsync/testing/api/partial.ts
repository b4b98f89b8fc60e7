import { util } from '@aws-appsync/utils'

export function request() {
  return { payload: ['a', null] }
}

export function response(ctx: { result: string[] }) {
  util.appendError('one is missing', 'Partial', { missing: 1 }, { advice: 'ask again' })
  return ctx.result
}
