import type { Context } from '@aws-appsync/utils'
import { util } from '@aws-appsync/utils'

export function request(ctx: Context) {
  util.http.addResponseHeader('seen', ctx.info.fieldName)
  return { payload: null }
}

export function response(ctx: Context) {
  const { info, identity, request, stash, prev, source, env } = ctx
  const { fieldName, parentTypeName, variables, selectionSetList, selectionSetGraphQL } = info
  return {
    info: { fieldName, parentTypeName, variables, selectionSetList, selectionSetGraphQL },
    identity,
    headers: Object.keys(request.headers),
    domainName: request.domainName,
    others: { stash, prev, source, env },
  }
}
