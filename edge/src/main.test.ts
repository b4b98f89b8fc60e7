import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { EdgeProcess } from './testing/edge-process.ts'
import { ask, stop, until } from './testing/edge-under-test.ts'

test('on SIGTERM requests in flight are answered, new ones refused, and the process leaves with 0', async (context) => {
  const edge = await EdgeProcess.start(context)
  const { child, folder, internal } = edge
  let release: (() => void) | undefined
  const server = createServer((request, response) => {
    if (request.url !== '/api/slow?token=secret') response.end()
    else release = () => response.end('whole')
  })
  server.listen(join(folder, 'api.1.sock'))
  context.after(() => stop(server))
  await until(() => edge.output.split('listening').length > 2)
  await until(async () => (await ask(internal, { path: '/readyz' })).body.includes('api.1'))
  const answer = ask(internal, { path: '/api/slow?token=secret', headers: { 'X-Request-Id': 'kept' } })
  await until(() => release !== undefined)
  child.kill('SIGTERM')
  await until(() => edge.output.includes('draining'))
  release?.()
  assert.deepEqual([(await answer).status, (await answer).body], [200, 'whole'])
  assert.equal(await edge.exitCode(), 0)
  const line = edge.lineWith('"path":"/api/slow"')
  const { requestId, method, path, status, bytes, balancer, rule, target, client } = JSON.parse(line ?? '{}')
  assert.deepEqual(
    { requestId, method, path, status, bytes, balancer, rule, target, client },
    {
      requestId: 'kept',
      method: 'GET',
      path: '/api/slow',
      status: 200,
      bytes: 5,
      balancer: 'internal',
      rule: 40,
      target: 'api.1',
      client: '127.0.0.1',
    },
  )
  assert.doesNotMatch(edge.output, /secret/)
})

test('a client that leaves before its answer is logged as 460', async (context) => {
  const edge = await EdgeProcess.start(context)
  const { folder, internal } = edge
  let arrived = false
  const server = createServer((request, response) => {
    if (request.url !== '/api/x') response.end()
    else arrived = true
  })
  server.listen(join(folder, 'api.1.sock'))
  context.after(() => stop(server))
  await until(() => edge.output.split('listening').length > 2)
  const outgoing = request({ ...internal, path: '/api/x', headers: { Host: 'localhost' } })
  outgoing.on('error', () => undefined).end()
  await until(() => arrived)
  outgoing.destroy()
  await edge.writes('"status":460')
  assert.match(edge.lineWith('"status":460') ?? '', /"errorReason":"ClientClosed"/)
})

test('what the parser refuses is logged with its reason and without what was sent', async (context) => {
  const edge = await EdgeProcess.start(context)
  await until(() => edge.output.split('listening').length > 2)
  const socket = connect(edge.internal.socketPath)
  socket.on('error', () => undefined).end('GET /?token=secret HTTP/9.9\r\n\r\n')
  await until(() => edge.output.includes('"failure":"HPE_'))
  assert.match(edge.output, /"status":400,[^\n]*"failure":"HPE_/)
  assert.doesNotMatch(edge.output, /secret/)
})

test('every fault in the settings is named before anything listens', async (context) => {
  const edge = await EdgeProcess.start(context, {
    PORCHLIGHT_LISTEN: 'everywhere',
    PORCHLIGHT_ORIGIN: 'http://localhost/path',
    PORCHLIGHT_TRUSTED_PROXIES: '10.0.0.0/8,proxy.example',
    PORCHLIGHT_TOPOLOGY: 'ring',
  })
  assert.equal(await edge.exitCode(), 1)
  await until(() => edge.output.includes('TOPOLOGY'))
  for (const name of ['LISTEN', 'ORIGIN', 'TRUSTED_PROXIES'])
    assert.match(edge.output, new RegExp(`PORCHLIGHT_${name}: `))
  assert.match(edge.output, /"proxy\.example"/)
  assert.doesNotMatch(edge.output, /listening/)
})
