import type { Server } from 'node:http'
import type { AccessLog, Logger } from '@porchlight/runtime/logger'
import { type GraphqlApi, graphqlLimits, realtimePath } from '@porchlight/system/graphql-api'
import type { Dynamo } from '../dynamodb/dynamo.ts'
import type { ApiAddress } from './api-pool.ts'
import { issuerKeys } from './authentication/issuer-keys.ts'
import { createAuthenticator } from './authentication/token-authenticator.ts'
import { type DataSource, noneDataSource } from './data-sources/data-source.ts'
import { dynamodbDataSource } from './data-sources/dynamodb-data-source.ts'
import { type HttpDataSource, httpDataSource } from './data-sources/http-data-source.ts'
import { PageTokens } from './data-sources/page-token.ts'
import { createExecutor } from './graphql-executor.ts'
import { createGraphqlServer } from './http/graphql-server.ts'
import { RealtimeServer } from './realtime/realtime-server.ts'
import { Subscriptions } from './realtime/subscriptions.ts'

export interface MessagingOptions {
  readonly graphqlApi: GraphqlApi
  /** What the paths in it are relative to. */
  readonly root: string
  readonly dynamo: Dynamo
  /** Where `api` answers: the HTTP data source's endpoint, and the issuer of tokens. */
  readonly api: ApiAddress
  readonly issuer: string
  readonly pageSecret: string
  readonly introspection: boolean
  /** AppSync's environment variables. */
  readonly environment?: Readonly<Record<string, string>>
  readonly logger: Logger
  readonly accessLog: AccessLog
  readonly ready: () => boolean
}

export interface Messaging {
  readonly server: Server
  /** Ends what is open towards clients. */
  hangUp(): void
  /** Ends what is open towards `api`. */
  close(): void
}

/** AppSync's part on one machine: GraphQL over HTTP, and its real-time protocol on the same server. */
export async function createMessaging(options: MessagingOptions): Promise<Messaging> {
  const { graphqlApi, logger } = options
  const { keys, close: closeKeys } = issuerKeys(options.api)
  const members = httpDataSource({
    endpoint: options.api,
    onFault: (error) => logger.warn({ err: error }, 'the HTTP data source did not answer'),
  })
  const subscriptions = new Subscriptions({ payloadBytes: graphqlLimits.payloadBytes, logger })
  const authenticator = createAuthenticator({ issuer: options.issuer, keys })
  const executor = await createExecutor({
    api: graphqlApi,
    root: options.root,
    dataSources: dataSourcesOf(options, members),
    publisher: subscriptions,
    introspection: options.introspection,
    ...(options.environment && { environment: options.environment }),
    // What resolvers write may hold what members said to one another.
    console: { log: () => undefined, error: () => undefined },
    onFault: (file, error) => logger.error({ file, err: error }, 'a resolver failed'),
    onInternalError: (error) => logger.error({ err: error }, 'an operation could not be carried out'),
  })
  const server = createGraphqlServer({ ...options, authenticator, executor })
  const realtime = new RealtimeServer({ authenticator, executor, subscriptions, logger })
  server.on('upgrade', (request, socket, head) => {
    if (isRealtime(request.url)) realtime.handleUpgrade(request, socket, head)
    else socket.destroy()
  })
  return {
    server,
    hangUp: () => realtime.close(),
    close() {
      closeKeys()
      members.close()
    },
  }
}

function dataSourcesOf({ graphqlApi, dynamo, pageSecret, logger }: MessagingOptions, members: HttpDataSource) {
  const pageTokens = new PageTokens(pageSecret)
  const onFault = (error: unknown) => logger.error({ err: error }, 'a table could not be reached')
  const open = (given: GraphqlApi['dataSources'][keyof GraphqlApi['dataSources']]): DataSource => {
    if (given.kind === 'table') return dynamodbDataSource({ dynamo, table: given.table, pageTokens, onFault })
    return given.kind === 'http' ? members : noneDataSource
  }
  return Object.fromEntries(Object.entries(graphqlApi.dataSources).map(([name, given]) => [name, open(given)]))
}

function isRealtime(url = '/'): boolean {
  return url.split('?', 1)[0] === realtimePath
}
