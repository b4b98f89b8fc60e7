import assert from 'node:assert/strict'
import { Agent, createServer, request } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { EdgeProcess } from '../testing/edge-process.ts'
import { ask, stop, until } from '../testing/edge-under-test.ts'

async function start(context: TestContext) {
  const port = await freePort()
  const edge = await EdgeProcess.start(context, {
    PORCHLIGHT_EDGE_PROCESSES: '2',
    PORCHLIGHT_LISTEN: `tcp:127.0.0.1:${port}`,
    PORCHLIGHT_ORIGIN: `http://localhost:${port}`,
    PORCHLIGHT_DRAIN_NOTICE_MS: '300',
    PORCHLIGHT_LOG_LEVEL: 'info',
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
