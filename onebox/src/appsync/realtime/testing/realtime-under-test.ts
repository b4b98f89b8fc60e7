import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { createLogger } from '@porchlight/runtime/logger'
import { realtimePath } from '@porchlight/system/graphql-api'
import type { Executor } from '../../executor.ts'
import type { Authenticator } from '../../identity.ts'
import { type RealtimeLimits, realtimeLimits } from '../limits.ts'
import { RealtimeServer } from '../realtime-server.ts'
import { Subscriptions } from '../subscriptions.ts'
import { testAuthenticator, testExecutor, tokenOf } from './test-api.ts'
import { type ConnectOptions, TestClient } from './test-client.ts'

export interface RealtimeUnderTest {
  readonly server: RealtimeServer
  readonly url: string
  readonly subscriptions: Subscriptions
  /** The errors and warnings that were logged, each as JSON. */
  readonly logged: () => readonly string[]
  /** Opens a socket as it is said, and resolves once it is open. */
  readonly open: (options?: Partial<ConnectOptions>) => Promise<TestClient>
  /** Opens one for a member and takes what is sent up to the first keep-alive. */
  readonly enter: (member?: string) => Promise<TestClient>
}

export interface RealtimeOverrides {
  readonly limits?: Partial<RealtimeLimits>
  readonly executor?: Executor
  readonly authenticator?: Authenticator
}

/** The real server on a port of its own, before a small API. */
export async function startRealtime(
  context: TestContext,
  { limits = {}, executor = testExecutor, authenticator = testAuthenticator }: RealtimeOverrides = {},
): Promise<RealtimeUnderTest> {
  const logger = createLogger('messaging', 'silent')
  const errors = context.mock.method(logger, 'error')
  const warnings = context.mock.method(logger, 'warn')
  const allLimits = { ...realtimeLimits, ...limits }
  const subscriptions = new Subscriptions({ payloadBytes: allLimits.payloadBytes, logger })
  const server = new RealtimeServer({ authenticator, executor, subscriptions, logger, limits: allLimits })
  const http = createServer().on('upgrade', (request, socket, head) => server.handleUpgrade(request, socket, head))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const url = `ws://127.0.0.1:${portOf(http.address())}${realtimePath}`
  const clients: TestClient[] = []
  context.after(() => {
    for (const { webSocket } of clients) webSocket.terminate()
    server.close()
    http.close()
  })
  const open = async (options: Partial<ConnectOptions> = {}): Promise<TestClient> => {
    const client = new TestClient({ url, ...options })
    clients.push(client)
    return client.opened()
  }
  const enter = async (member = 'ada'): Promise<TestClient> => {
    const client = await open({ headers: { authorization: tokenOf(member) } })
    client.send({ type: 'connection_init' })
    await client.take(2)
    return client
  }
  return {
    server,
    url,
    subscriptions,
    logged: () => [errors, warnings].flatMap(({ mock }) => mock.calls.map((call) => JSON.stringify(call.arguments))),
    open,
    enter,
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}
