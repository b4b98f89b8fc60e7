import { once } from 'node:events'
import { createLogger } from '@porchlight/runtime/logger'
import type { Dynamo } from '../../dynamodb/dynamo.ts'
import { repositoryRoot } from '../../repository.ts'
import { createAuthenticator } from '../authentication/token-authenticator.ts'
import { type DataSource, failed, noneDataSource } from '../data-sources/data-source.ts'
import { dynamodbDataSource } from '../data-sources/dynamodb-data-source.ts'
import { PageTokens } from '../data-sources/page-token.ts'
import type { Executor } from '../executor.ts'
import { createExecutor } from '../graphql-executor.ts'
import { createGraphqlServer } from '../http/graphql-server.ts'
import type { Authenticator } from '../identity.ts'
import type { Invalidation, PublishedMutation } from '../publisher.ts'
import { issuer, issuerKeySet, memberId, signToken } from './issuer.ts'
import { testApi } from './test-api.ts'

export interface ExecutorUnderTest {
  readonly executor: Executor
  readonly published: PublishedMutation[]
  readonly invalidated: Invalidation[]
  readonly faults: unknown[]
}

export async function startExecutor({
  dynamo,
  members = { invoke: async () => failed('HttpException', 'No endpoint') },
}: {
  dynamo?: Dynamo
  members?: DataSource
} = {}): Promise<ExecutorUnderTest> {
  const published: PublishedMutation[] = []
  const invalidated: Invalidation[] = []
  const faults: unknown[] = []
  const onFault = (error: unknown) => faults.push(error)
  const pageTokens = new PageTokens('a secret of a test')
  const executor = await createExecutor({
    api: testApi,
    root: repositoryRoot,
    dataSources: {
      none: noneDataSource,
      members,
      messages: dynamo ? dynamodbDataSource({ dynamo, table: 'messages', pageTokens, onFault }) : noneDataSource,
    },
    publisher: {
      publish: (mutation) => published.push(mutation),
      invalidate: (invalidation) => invalidated.push(invalidation),
    },
    introspection: false,
    console: { log: () => undefined, error: () => undefined },
    onFault: (_file, error) => onFault(error),
    onInternalError: onFault,
  })
  return { executor, published, invalidated, faults }
}

export const caller = {
  identity: { sub: memberId, issuer, claims: { role: 'member' } },
  headers: { authorization: 'Bearer a.b.c' },
  domainName: 'localhost',
}

export interface Posted {
  readonly status: number
  readonly headers: Headers
  readonly body: ReturnType<typeof JSON.parse>
}

export interface Served {
  post(body: unknown, authorization?: string | null): Promise<Posted>
  readonly origin: string
  stop(): void
}

/** The API on a port of its own, posted to as a member unless told otherwise. */
export async function serve(executor: Executor, authenticator: Authenticator = testAuthenticator): Promise<Served> {
  const server = createGraphqlServer({
    authenticator,
    executor,
    accessLog: () => undefined,
    logger: createLogger('messaging', 'silent'),
    ready: () => true,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const good = `Bearer ${await signToken()}`
  return {
    origin,
    async post(body, authorization = good) {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization !== null && { authorization }) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      return { status: response.status, headers: response.headers, body: await response.json() }
    },
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const testAuthenticator = createAuthenticator({ issuer, keys: issuerKeySet })
