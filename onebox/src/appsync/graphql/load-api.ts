import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GraphqlApi, graphqlLimits } from '@porchlight/system/graphql-api'
import { defaultFieldResolver, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql'
import type { DataSource } from '../data-sources/data-source.ts'
import { newEffects } from '../runtime/invocation.ts'
import { type CodeOptions, loadCode, type ResolverCode } from '../runtime/load-code.ts'
import { locationsOf, resolverFault } from './faults.ts'
import { type FieldResolver, fieldResolver } from './field-resolver.ts'
import type { RequestState } from './request-state.ts'
import { newResolverContext } from './resolver-context.ts'
import { buildAppSyncSchema, strangeFields } from './schema.ts'

export interface ApiOptions extends Pick<CodeOptions, 'console' | 'onFault'> {
  readonly api: GraphqlApi
  /** What the paths in `api` are relative to. */
  readonly root: string
  readonly dataSources: Readonly<Record<string, DataSource>>
  /** AppSync's environment variables: `ctx.env`. */
  readonly environment?: Readonly<Record<string, string>>
}

/** The schema, its fields resolved as the API says. @throws {Error} with whatever AppSync would refuse. */
export async function loadApi({
  api,
  root,
  dataSources,
  environment = {},
  ...options
}: ApiOptions): Promise<GraphQLSchema> {
  const schema = buildAppSyncSchema(await readFile(join(root, api.schema), 'utf8'))
  const strange = strangeFields(schema, Object.keys(api.resolvers))
  if (strange.length > 0) throw new Error(`The schema has no field ${strange.join(', ')}`)
  const code = await loadAll(api, root, options)
  for (const [name, resolver] of Object.entries(api.resolvers)) {
    if (resolver.kind === 'pipeline' && resolver.functions.length > graphqlLimits.functionsPerPipeline) {
      throw new Error(`The pipeline of ${name} has more than ${graphqlLimits.functionsPerPipeline} functions`)
    }
    resolveField(schema, name, { resolver: fieldResolver(resolver, { api, code, dataSources }), env: environment })
  }
  return schema
}

async function loadAll(
  { functions, resolvers }: GraphqlApi,
  root: string,
  options: Pick<CodeOptions, 'console' | 'onFault'>,
): Promise<ReadonlyMap<string, ResolverCode>> {
  const paths = [...Object.values(functions), ...Object.values(resolvers)].map(({ code }) => code)
  const loaded = await loadCode({ ...options, files: paths.map((path) => join(root, path)) })
  return new Map(
    paths.flatMap((path) => {
      const code = loaded.get(join(root, path))
      return code === undefined ? [] : [[path, code] as const]
    }),
  )
}

interface Resolved {
  readonly resolver: FieldResolver
  readonly env: Readonly<Record<string, string>>
}

function resolveField(schema: GraphQLSchema, name: string, { resolver, env }: Resolved): void {
  const [typeName = '', fieldName = ''] = name.split('.')
  const type = schema.getType(typeName)
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined
  if (field === undefined) throw new Error(`The schema has no field ${name}`)
  field.resolve = (
    source: unknown,
    args: Readonly<Record<string, unknown>>,
    state: RequestState | undefined,
    info: GraphQLResolveInfo,
  ) => {
    // What was published is there already: only its words are a subscriber's own.
    if (state === undefined) return defaultFieldResolver(source, args, state, info)
    return invoke(resolver, { source, args, state, env, info })
  }
}

interface Invocation {
  readonly source: unknown
  readonly args: Readonly<Record<string, unknown>>
  readonly state: RequestState
  readonly env: Resolved['env']
  readonly info: GraphQLResolveInfo
}

async function invoke(resolver: FieldResolver, { source, args, state, env, info }: Invocation): Promise<unknown> {
  const effects = newEffects(info.parentType.name, info.fieldName)
  state.effects.push(effects)
  try {
    return await resolver(newResolverContext({ source, args, caller: state.caller, env, info }), effects)
  } finally {
    for (const end of effects.atEnd) end()
    if (effects.errors.length > 0) state.appended.push(...appendedFaults(effects.errors, info))
  }
}

function appendedFaults(errors: readonly Parameters<typeof resolverFault>[0][], info: GraphQLResolveInfo) {
  const path: (string | number)[] = []
  for (let part: GraphQLResolveInfo['path'] | undefined = info.path; part !== undefined; part = part.prev) {
    path.unshift(part.key)
  }
  const source = info.fieldNodes[0]?.loc?.startToken
  const locations = locationsOf(source === undefined ? undefined : [{ line: source.line, column: source.column }])
  return errors.map((error) => ({ path, locations, ...resolverFault(error) }))
}
