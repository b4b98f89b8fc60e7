import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Server } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import { promisify } from 'node:util'
import { createLogger } from '@porchlight/runtime/logger'
import { startTestPostgres } from '@porchlight/runtime/testing/postgres'
import { testCertificate } from '@porchlight/runtime/testing/test-certificate'
import { graphqlApi, graphqlPath } from '@porchlight/system/graphql-api'
import { repositoryRoot } from '../repository.ts'
import { createMessaging } from './messaging.ts'
import { openTables } from './open-tables.ts'
import { startFakeApi } from './testing/fake-api.ts'
import { issuer, memberId, signToken } from './testing/issuer.ts'

const clientFile = join(import.meta.dirname, 'testing/amplify/client.ts')
const otherId = '01890a5d-ac96-774b-bcce-b302099a8099'

/** The API of the place, its resolvers and its tables, behind TLS; returns its port and the certificate to trust. */
async function startMessagingWithTls(context: TestContext): Promise<{ port: number; certificate: string }> {
  const logger = createLogger('messaging', 'silent')
  const postgres = await startTestPostgres()
  const tables = await openTables(postgres.databaseUrl, logger, context.signal)
  const api = await startFakeApi()
  const messaging = await createMessaging({
    graphqlApi,
    root: repositoryRoot,
    dynamo: tables.dynamo,
    api: api.address,
    issuer,
    pageSecret: 'a secret that is long enough for a test',
    introspection: false,
    logger,
    accessLog: () => undefined,
    ready: () => true,
  })
  const inner = await listen(messaging.server)
  const { certificate, key } = testCertificate(context)
  const tls = createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (socket) => {
    const target = connect(inner, '127.0.0.1')
    for (const [from, to] of [[socket, target] as const, [target, socket] as const]) {
      from.on('error', () => to.destroy()).on('close', () => to.destroy())
      from.pipe(to)
    }
  })
  context.after(async () => {
    messaging.hangUp()
    tls.close()
    messaging.server.closeAllConnections()
    messaging.server.close()
    messaging.close()
    await Promise.all([api.stop(), tables.close()])
    await postgres.stop()
  })
  return { port: await listen(tls), certificate }
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}

test('AWS’s own client, unmodified, asks, sends and is told of a message over TLS', async (context) => {
  const { port, certificate } = await startMessagingWithTls(context)
  const args = [clientFile, `https://localhost:${port}${graphqlPath}`, await signToken(), otherId]
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate }
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 30_000 })
  const { opened, asked, sent, brought } = JSON.parse(stdout)
  const conversation = opened.data.openDirectConversation
  assert.deepEqual(asked.data.conversation, conversation)
  const { sentAt, version, ...message } = sent.data.sendMessage
  assert.deepEqual(
    { number: message.number, kind: message.kind, senderId: message.senderId, body: message.body },
    { number: 1, kind: 'MESSAGE', senderId: memberId, body: 'Is the light on?' },
  )
  assert.deepEqual(message.recipientIds.toSorted(), [memberId, otherId])
  // What the mutation did not select is null, and nothing else is brought.
  assert.deepEqual(brought.data.onEntry, { ...message, count: null })
})
