import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { FirewallState, type RuleHits } from '@porchlight/contract/firewall'
import { EdgeProcess } from '../testing/edge-process.ts'
import { ask, stop, until } from '../testing/edge-under-test.ts'

async function start(context: TestContext, changes: Readonly<Record<string, string>> = {}) {
  const port = await freePort()
  const edge = await EdgeProcess.start(context, {
    PORCHLIGHT_EDGE_PROCESSES: '2',
    PORCHLIGHT_LISTEN: `tcp:127.0.0.1:${port}`,
    PORCHLIGHT_ORIGIN: `http://localhost:${port}`,
    PORCHLIGHT_DRAIN_NOTICE_MS: '300',
    PORCHLIGHT_LOG_LEVEL: 'info',
    ...changes,
  })
  const server = createServer((_, response) => response.end('web'))
  await new Promise<void>((resolve) => server.listen(join(edge.folder, 'web.1.sock'), resolve))
  context.after(() => stop(server))
  await until(() => edge.pidsOf('worker ready').length === 2, 90_000)
  return { edge, port }
}

async function freePort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = addressOf(server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port')
  return address
}

/** As long as `going` says so, by as many clients, half of them on connections that they keep. Returns what failed. */
async function load(port: number, going: () => boolean): Promise<{ failures: readonly string[]; answered: number }> {
  const failures: string[] = []
  let answered = 0
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const once = (client: number): Promise<void> =>
    new Promise((resolve) => {
      const headers = { Host: `localhost:${port}` }
      const kept = client % 2 === 0 ? agent : false
      const outgoing = request({ host: '127.0.0.1', port, path: '/about', headers, agent: kept }, (response) => {
        if (response.statusCode !== 200) failures.push(String(response.statusCode))
        answered += 1
        response.resume().on('end', resolve)
      })
      outgoing.on('error', (error) => {
        failures.push(error.message)
        resolve()
      })
      outgoing.end()
    })
  const client = async (index: number): Promise<void> => {
    while (going()) await once(index)
  }
  await Promise.all(Array.from({ length: 8 }, (_, index) => client(index)))
  agent.destroy()
  return { failures, answered }
}

test('SIGHUP replaces every worker and fails no request', async (context) => {
  const { edge, port } = await start(context)
  let rolling = true
  const loaded = load(port, () => rolling)
  edge.child.kill('SIGHUP')
  await edge.writes('every worker has been replaced').finally(() => {
    rolling = false
  })
  const { failures, answered } = await loaded
  assert.deepEqual(failures, [])
  assert.ok(answered > 100)
  assert.equal(new Set(edge.pidsOf('worker ready')).size, 4)
})

test('a killed worker takes only what it was working on with it', async (context) => {
  const { edge, port } = await start(context)
  const [victim = 0] = edge.pidsOf('worker ready')
  process.kill(victim, 'SIGKILL')
  await edge.writes('a worker ended unasked')
  for (let round = 0; round < 20; round += 1) {
    assert.equal((await ask({ port }, { path: '/about', headers: { Host: `localhost:${port}` } })).status, 200)
  }
  await until(() => edge.pidsOf('worker ready').length === 3, 90_000)
})

test('on SIGTERM every worker drains and all of it leaves with 0', async (context) => {
  const { edge, port } = await start(context)
  edge.child.kill('SIGTERM')
  assert.equal(await edge.exitCode(), 0)
  await assert.rejects(ask({ port }, { path: '/about' }), /ECONNREFUSED/)
  assert.equal(edge.output.split('"drained"').length, 5)
})

test('services reach any of the workers on the internal listener', async (context) => {
  const { edge } = await start(context)
  for (let round = 0; round < 4; round += 1) assert.equal((await ask(edge.internal, { path: '/livez' })).status, 200)
})

test('one change is in force in every worker, what each notes is in one log, and a rate is that of all', async (context) => {
  const data = await mkdtemp(join(tmpdir(), 'edge-data-'))
  context.after(() => rm(data, { recursive: true, force: true, maxRetries: 5 }))
  await mkdir(join(data, 'config'))
  const control = { socketPath: join(data, 'control.sock') }
  const { port } = await start(context, { PORCHLIGHT_DATA: data, PORCHLIGHT_CONTROL_SOCKET: control.socketPath })
  const headers = { Host: `localhost:${port}` }
  const statuses = async (count: number, changes: { method: string; path: string }): Promise<number[]> => {
    const all = Array.from({ length: count }, () => ask({ port }, { headers, ...changes }))
    return (await Promise.all(all)).map(({ status }) => status)
  }

  const hitsOf = async (rule: string): Promise<RuleHits> => {
    const state = FirewallState.parse(JSON.parse((await ask(control, { path: '/firewall' })).body))
    return state.rules.find(({ name }) => name === rule)?.hits ?? { blocked: 0, counted: 0, allowed: 0 }
  }

  const body = JSON.stringify({
    actor: { kind: 'operator', name: 'root' },
    patch: { block: { '127.0.0.1': true }, actions: { 'block-list': 'COUNT' } },
  })
  assert.equal((await ask(control, { method: 'PATCH', path: '/firewall', body })).status, 200)
  await until(async () => {
    await statuses(4, { method: 'GET', path: '/about' })
    return (await hitsOf('block-list')).counted >= 8
  })
  // Hardly more than the limit of 300, so that neither worker alone sees as many.
  const attempt = { method: 'POST', path: '/api/auth/sign-in' }
  let sent = 310
  await statuses(sent, attempt)
  await until(async () => {
    await delay(500)
    sent += 1
    assert.ok(sent < 350, 'no worker has heard what the other counted')
    return (await statuses(1, attempt)).includes(429)
  }, 90_000)
  await until(async () => (await hitsOf('credentials-by-address')).blocked > 0)
})
