import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { type TestContext, test } from 'node:test'
import { machineTargetGroupAttributes, type TargetGroupAttributes } from '@porchlight/system/target-group'
import { EdgeUnderTest, until } from '../testing/edge-under-test.ts'

const minimum = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets'

/** A replica whose answer to the health check the test decides on. */
async function replica(context: TestContext, under: EdgeUnderTest, slot: string) {
  const health = { status: 200, draining: false }
  const held: (() => void)[] = []
  const server = createServer((request, response) => {
    if (health.draining) response.setHeader('Connection', 'close')
    if (request.url === '/readyz') response.writeHead(health.draining ? 503 : health.status).end()
    else if (request.url === '/api/held') held.push(() => response.end(slot))
    else response.end(slot)
  })
  await under.serve(context, slot, server)
  await until(async () => (await under.healthy()).includes(slot))
  return { health, held }
}

async function start(context: TestContext, changes: Partial<TargetGroupAttributes> = {}) {
  return EdgeUnderTest.start(context, { targetGroup: { ...machineTargetGroupAttributes, ...changes } })
}

async function stateOf(under: EdgeUnderTest, slot: string): Promise<string> {
  const found = (await under.targets()).find(({ target }) => target === slot)
  return found === undefined ? 'unused' : [found.state, found.reason].filter(Boolean).join(' ')
}

async function answerers(under: EdgeUnderTest): Promise<ReadonlySet<string>> {
  const bodies = new Set<string>()
  for (let round = 0; round < 6; round += 1) bodies.add((await under.ask({ path: '/api/x' })).body)
  return bodies
}

test('a target that drains finishes what it has and gets nothing new', async (context) => {
  const under = await start(context)
  const leaving = await replica(context, under, 'api.1')
  const inFlight = under.ask({ path: '/api/held' })
  await until(() => leaving.held.length === 1)
  await replica(context, under, 'api.2')
  leaving.health.draining = true
  await until(async () => (await stateOf(under, 'api.1')) === 'draining Target.DeregistrationInProgress')
  assert.deepEqual(await answerers(under), new Set(['api.2']))
  for (const release of leaving.held) release()
  assert.equal((await inFlight).body, 'api.1')
})

test('with only a draining target there is nobody to ask', async (context) => {
  const under = await start(context)
  const only = await replica(context, under, 'api.1')
  only.health.draining = true
  await until(async () => (await stateOf(under, 'api.1')).startsWith('draining'))
  assert.equal((await under.ask({ path: '/api/x' })).status, 503)
})

test('what is still in flight after the deregistration delay is given up', async (context) => {
  const under = await start(context, { 'deregistration_delay.timeout_seconds': 0 })
  const leaving = await replica(context, under, 'api.1')
  const inFlight = under.ask({ path: '/api/held' })
  await until(() => leaving.held.length === 1)
  leaving.health.draining = true
  assert.equal((await inFlight).status, 502)
})

test('a wrong status, a late answer and a broken one are told apart', async (context) => {
  const under = await EdgeUnderTest.start(context, {
    health: { intervalMs: 20, timeoutMs: 100, healthyCount: 1, unhealthyCount: 2 },
  })
  const handlers = {
    'api.1': createServer((_, response) => response.writeHead(500).end()),
    'api.2': createServer(() => undefined),
    'api.3': createServer((request) => request.socket.destroy()),
  }
  for (const [slot, server] of Object.entries(handlers)) await under.serve(context, slot, server)
  await until(async () => (await stateOf(under, 'api.1')) === 'unhealthy Target.ResponseCodeMismatch')
  await until(async () => (await stateOf(under, 'api.2')) === 'unhealthy Target.Timeout')
  await until(async () => (await stateOf(under, 'api.3')) === 'unhealthy Target.FailedHealthChecks')
})

test('an unhealthy target is left out, unless fewer are healthy than the group asks for', async (context) => {
  for (const [changes, expected] of [
    [{ [`${minimum}.count`]: 1 }, ['api.2']],
    [{ [`${minimum}.count`]: 2 }, ['api.1', 'api.2']],
    [{ [`${minimum}.percentage`]: 51 }, ['api.1', 'api.2']],
    [{ [`${minimum}.percentage`]: 50 }, ['api.2']],
  ] as const) {
    const under = await start(context, changes)
    const sick = await replica(context, under, 'api.1')
    await replica(context, under, 'api.2')
    sick.health.status = 500
    await until(async () => (await stateOf(under, 'api.1')).startsWith('unhealthy'))
    assert.deepEqual([...(await answerers(under))].sort(), expected, JSON.stringify(changes))
  }
})

test('attributes that AWS would refuse are refused at start', async (context) => {
  await assert.rejects(start(context, { 'slow_start.duration_seconds': 30 }), /api: slow_start.duration_seconds/)
})
