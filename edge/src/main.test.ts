import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { ask, stop, until } from './testing/edge-under-test.ts'

/** The process as the supervisor starts it; `lines` are what it has logged. */
async function startProcess(context: TestContext, changes: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'edge-'))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      PORCHLIGHT_LISTEN: 'tcp:127.0.0.1:0',
      PORCHLIGHT_INTERNAL_LISTEN: `unix:${folder}/internal.sock`,
      PORCHLIGHT_SOCKETS: folder,
      PORCHLIGHT_ORIGIN: 'http://localhost',
      PORCHLIGHT_HEALTH_INTERVAL_MS: '20',
      ...changes,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  context.after(async () => {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return { child, folder, output: () => output, internal: { socketPath: join(folder, 'internal.sock') } }
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode
  const [code] = await once(child, 'exit')
  return code
}

test('on SIGTERM requests in flight are answered, new ones refused, and the process leaves with 0', async (context) => {
  const { child, folder, output, internal } = await startProcess(context)
  let release: (() => void) | undefined
  const server = createServer((request, response) => {
    if (request.url !== '/api/slow?token=secret') response.end()
    else release = () => response.end('whole')
  })
  server.listen(join(folder, 'api.1.sock'))
  context.after(() => stop(server))
  await until(() => output().split('listening').length > 2)
  await until(async () => (await ask(internal, { path: '/readyz' })).body.includes('api.1'))
  const answer = ask(internal, { path: '/api/slow?token=secret', headers: { 'X-Request-Id': 'kept' } })
  await until(() => release !== undefined)
  child.kill('SIGTERM')
  await until(() => output().includes('draining'))
  release?.()
  assert.deepEqual([(await answer).status, (await answer).body], [200, 'whole'])
  assert.equal(await exitCode(child), 0)
  const line = output()
    .split('\n')
    .find((text) => text.includes('"path"') && text.includes('/api/slow'))
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
  assert.doesNotMatch(output(), /secret/)
})

test('a client that leaves before its answer is logged as 460', async (context) => {
  const { folder, output, internal } = await startProcess(context)
  let arrived = false
  const server = createServer((request, response) => {
    if (request.url !== '/api/x') response.end()
    else arrived = true
  })
  server.listen(join(folder, 'api.1.sock'))
  context.after(() => stop(server))
  await until(() => output().split('listening').length > 2)
  const outgoing = request({ ...internal, path: '/api/x', headers: { Host: 'localhost' } })
  outgoing.on('error', () => undefined).end()
  await until(() => arrived)
  outgoing.destroy()
  await until(() => output().includes('"status":460'))
})

test('every fault in the settings is named before anything listens', async (context) => {
  const { child, output } = await startProcess(context, {
    PORCHLIGHT_LISTEN: 'everywhere',
    PORCHLIGHT_ORIGIN: 'http://localhost/path',
    PORCHLIGHT_TRUSTED_PROXIES: '10.0.0.0/8,proxy.example',
    PORCHLIGHT_TOPOLOGY: 'ring',
  })
  assert.equal(await exitCode(child), 1)
  await until(() => output().includes('TOPOLOGY'))
  for (const name of ['LISTEN', 'ORIGIN', 'TRUSTED_PROXIES']) assert.match(output(), new RegExp(`PORCHLIGHT_${name}: `))
  assert.match(output(), /"proxy\.example"/)
  assert.doesNotMatch(output(), /listening/)
})
