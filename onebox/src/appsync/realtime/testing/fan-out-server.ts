import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { createLogger } from '@porchlight/runtime/logger'
import { graphqlApi, graphqlLimits, realtimePath } from '@porchlight/system/graphql-api'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { repositoryRoot } from '../../../repository.ts'
import { noneDataSource } from '../../data-sources/data-source.ts'
import { createExecutor } from '../../graphql-executor.ts'
import { RealtimeServer } from '../realtime-server.ts'
import { Subscriptions } from '../subscriptions.ts'

/**
 * One message to everyone, for the bench: by the real-time server and the place's own API, or with `raw` by ws alone, which sends the same bytes
 * and knows of no protocol, no filter and no reader that is too slow. Takes commands over its channel.
 */
const Command = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('publish'), messages: z.number(), everyMs: z.number() }),
  z.strictObject({ kind: z.literal('usage') }),
])

const member = '0198b7a0-5f3e-7c11-9a55-3d2f8c1e4b77'
const entry = {
  conversationId: `direct_${member}_${member}`,
  number: 1,
  id: member,
  kind: 'MESSAGE',
  senderId: member,
  sentAt: '2026-01-01T12:00:00.000Z',
  version: 1,
  count: 1,
  body: 'The porch light is on, come over when you are done with dinner. We kept a plate for you.',
  recipientIds: [member],
}

const { http, publish } = process.argv[2] === 'raw' ? raw() : await realtime()
http.listen(0, '127.0.0.1')
await once(http, 'listening')
process.on('message', (message) => void obey(Command.parse(message)))
// The leash lets go of the channel; here it is all there is to wait for.
process.channel?.ref()
process.send?.({ port: portOf(http) })

async function obey(command: z.infer<typeof Command>): Promise<void> {
  if (command.kind === 'usage') {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1_000 })
    return
  }
  for (let message = 0; message < command.messages; message += 1) {
    publish()
    await delay(command.everyMs)
  }
}

interface Side {
  readonly http: Server
  readonly publish: () => void
}

/** Everyone is the same member: whose token a page has is no matter here. */
async function realtime(): Promise<Side> {
  const logger = createLogger('messaging', 'warn')
  const subscriptions = new Subscriptions({ payloadBytes: graphqlLimits.payloadBytes, logger })
  const identity = { sub: member, issuer: 'http://localhost/api/auth', claims: { sid: member, role: 'member' } }
  const executor = await createExecutor({
    api: graphqlApi,
    root: repositoryRoot,
    dataSources: { none: noneDataSource, messages: noneDataSource, members: noneDataSource },
    publisher: subscriptions,
    introspection: false,
    console: { log: () => undefined, error: () => undefined },
    onFault: (_file, error) => logger.error({ err: error }, 'a resolver failed'),
    onInternalError: (error) => logger.error({ err: error }, 'an operation could not be carried out'),
  })
  const authenticator = { authenticate: async () => ({ kind: 'identified', identity }) as const }
  const server = new RealtimeServer({ authenticator, executor, subscriptions, logger })
  return {
    http: createServer().on('upgrade', (request, socket, head) => server.handleUpgrade(request, socket, head)),
    publish: () => subscriptions.publish({ field: 'sendMessage', data: entry }),
  }
}

function raw(): Side {
  const http = createServer()
  const webSockets = new WebSocketServer({ server: http, path: realtimePath, perMessageDeflate: false })
  const text = JSON.stringify({ id: member, type: 'data', payload: { data: { onEntry: entry } } })
  return {
    http,
    publish: () => {
      for (const webSocket of webSockets.clients) webSocket.send(text)
    },
  }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}
