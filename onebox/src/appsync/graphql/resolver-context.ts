import type { GraphQLResolveInfo } from 'graphql'
import type { Caller } from '../graphql-request.ts'
import { selectionSetGraphQL, selectionSetList } from './selection-info.ts'

/** `ctx`: one for all handlers of a field, who find in it what came before them. */
export interface ResolverContext {
  readonly arguments: Readonly<Record<string, unknown>>
  readonly args: Readonly<Record<string, unknown>>
  readonly identity: Caller['identity']
  readonly source: unknown
  readonly stash: Record<string, unknown>
  readonly env: Readonly<Record<string, string>>
  readonly request: { readonly headers: Caller['headers']; readonly domainName: string | null }
  readonly info: object
  prev: { readonly result: unknown } | null
  result: unknown
  error: { readonly message: string; readonly type: string } | null
}

export interface Resolving {
  readonly source: unknown
  readonly args: Readonly<Record<string, unknown>>
  readonly caller: Caller
  readonly env: ResolverContext['env']
  readonly info: GraphQLResolveInfo
}

export function newResolverContext({ source, args, caller, env, info }: Resolving): ResolverContext {
  return {
    arguments: args,
    args,
    identity: caller.identity,
    source: source ?? null,
    stash: {},
    env,
    request: { headers: caller.headers, domainName: caller.domainName },
    info: resolverInfo(info),
    prev: null,
    result: null,
    error: null,
  }
}

/** Few resolvers look at the selection, so it is written out only for them. */
function resolverInfo({ fieldName, parentType, variableValues, fieldNodes, fragments }: GraphQLResolveInfo): object {
  return {
    fieldName,
    parentTypeName: parentType.name,
    variables: variableValues,
    get selectionSetList() {
      return selectionSetList(fieldNodes, fragments)
    },
    get selectionSetGraphQL() {
      return selectionSetGraphQL(fieldNodes)
    },
  }
}
