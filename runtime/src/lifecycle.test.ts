import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Lifecycle } from './lifecycle.ts'
import { createLogger } from './logger.ts'

const logger = createLogger('test', 'silent')

async function listening(t: TestContext, handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-lifecycle-'))
  t.after(() => rm(directory, { recursive: true }))
  const path = join(directory, 's.sock')
  const server = createServer(handle)
  const lifecycle = new Lifecycle(server, logger)
  await lifecycle.listen({ kind: 'socket', path })
  t.after(() => server.close())
  return { path, lifecycle, server }
}

async function get(socketPath: string, agent?: Agent) {
  const outgoing = request({ socketPath, path: '/', ...(agent && { agent }) }).end()
  const [response]: IncomingMessage[] = await once(outgoing, 'response')
  if (response === undefined) throw new Error('no response')
  let body = ''
  for await (const chunk of response) body += chunk
  return { body, connection: response.headers.connection }
}

test('a request in flight is answered in full, with the connection closed after it', async (t) => {
  let finish = (): void => {}
  const arrived = Promise.withResolvers<void>()
  const { path, lifecycle } = await listening(t, (_request, response) => {
    finish = () => response.end('whole')
    arrived.resolve()
  })
  const answer = get(path)
  await arrived.promise
  const drained = lifecycle.drain({ noticeMs: 0, limitMs: 5_000 })
  finish()
  assert.deepEqual(await answer, { body: 'whole', connection: 'close' })
  await drained
})

test('until load balancers have noticed, a draining server still accepts', async (t) => {
  const { path, lifecycle } = await listening(t, (_request, response) => response.end('ok'))
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  t.after(() => agent.destroy())
  await get(path, agent)
  const drained = lifecycle.drain({ noticeMs: 300, limitMs: 5_000 })
  assert.ok(lifecycle.draining)
  assert.deepEqual(await get(path), { body: 'ok', connection: 'close' })
  await drained
  await assert.rejects(get(path), { code: 'ENOENT' })
})

test('what never ends is cut at the limit', async (t) => {
  const arrived = Promise.withResolvers<void>()
  const { path, lifecycle } = await listening(t, () => arrived.resolve())
  const answer = assert.rejects(get(path), { code: 'ECONNRESET' })
  await arrived.promise
  await lifecycle.drain({ noticeMs: 0, limitMs: 50 })
  await answer
})

test('a socket left behind by a killed process does not prevent a new start', async (t) => {
  const { path, server } = await listening(t, (_request, response) => response.end('first'))
  const again = createServer((_request, response) => response.end('second'))
  t.after(() => again.close())
  server.close()
  await once(server, 'close')
  await new Lifecycle(again, logger).listen({ kind: 'socket', path })
  assert.equal((await get(path)).body, 'second')
})

test('a connection that was accepted just before the server closed still gets its answer', async (t) => {
  const { path, lifecycle, server } = await listening(t, (_request, response) => response.end('ok'))
  const accepted = once(server, 'connection')
  const socket = connect(path)
  t.after(() => socket.destroy())
  await accepted
  const drained = lifecycle.drain({ noticeMs: 0, limitMs: 5_000 })
  await assert.rejects(get(path), { code: 'ENOENT' })
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  assert.match((await socket.setEncoding('utf8').toArray()).join(''), /^HTTP\/1\.1 200 [\s\S]*ok$/)
  await drained
})

test('a draining server that nobody is connected to waits for who may not have noticed', async (t) => {
  const { path, lifecycle } = await listening(t, (_request, response) => response.end('ok'))
  const drained = lifecycle.drain({ noticeMs: 5_000, limitMs: 8_000 })
  await delay(100)
  assert.deepEqual(await get(path), { body: 'ok', connection: 'close' })
  await drained
})
