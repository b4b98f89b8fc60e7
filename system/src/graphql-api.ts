/**
 * AppSync's GraphQL API: where its fields get their answers. One machine and AWS bring up the same. Files are relative
 * to the repository's root; each resolver's or function's code is TypeScript for the APPSYNC_JS runtime.
 */
export interface GraphqlApi {
  readonly schema: string
  readonly dataSources: Readonly<Record<DataSourceName, DataSource>>
  readonly functions: Readonly<Record<string, PipelineFunction>>
  /** Keyed by type and field, such as `Mutation.sendMessage`. */
  readonly resolvers: Readonly<Record<string, Resolver>>
}

export type DataSourceName = 'messages' | 'members' | 'none'

export type DataSource =
  | { readonly kind: 'table'; readonly table: string }
  /** The place's own `api` by its public name. */
  | { readonly kind: 'http'; readonly origin: 'api' }
  | { readonly kind: 'none' }

export interface PipelineFunction {
  readonly dataSource: DataSourceName
  readonly code: string
}

export type Resolver =
  | { readonly kind: 'unit'; readonly dataSource: DataSourceName; readonly code: string }
  /** At most ten functions; `code` is what comes before the first and after the last. */
  | { readonly kind: 'pipeline'; readonly functions: readonly string[]; readonly code: string }

/** AppSync's. */
export const graphqlLimits = {
  codeCharacters: 32_768,
  functionsPerPipeline: 10,
  executionMs: 30_000,
  payloadBytes: 240_000,
  subscriptionsPerConnection: 100,
  connectionMs: 86_400_000,
  queryDepth: 10,
  bodyBytes: 262_144,
} as const

export const graphqlPath = '/graphql'
/** As on a custom domain of AppSync's. */
export const realtimePath = '/graphql/realtime'
