import type { Context } from '@aws-appsync/utils'

export function request(ctx: Context) {
  return {
    method: 'POST',
    resourcePath: ctx.args.path,
    params: {
      query: { ids: 'a,b' },
      headers: {
        authorization: ctx.request.headers.authorization,
        'content-type': 'application/json',
        host: 'elsewhere',
      },
      body: { n: 1 },
    },
  }
}

export function response(ctx: Context) {
  if (ctx.error) {
    return { error: ctx.error.type }
  }
  return { statusCode: ctx.result.statusCode, body: JSON.parse(ctx.result.body) }
}
