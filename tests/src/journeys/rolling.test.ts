import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { eventually } from '../system/eventually.ts'
import { Member } from '../system/member.ts'
import { type LoadRequest, OpenLoop } from '../system/open-loop.ts'
import { descendants } from '../system/processes.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'

/** Long enough for a slow machine to replace every process; it says nothing about speed. */
const limitMs = 120_000
/** What two cores bear beside a browser; the bench does the same at 500. */
const perSecond = 200

/** The load comes as if from many addresses, by a proxy that is trusted. */
const environment = { PORCHLIGHT_EDGE_PROCESSES: '2', PORCHLIGHT_TRUSTED_PROXIES: '127.0.0.0/8,::1' }

const replicas = /(?:api\/src|web\/server)\/main\.ts/
const worker = /edge\/src\/main\.ts/

/** What visitors and a member do: pages, reads, and now and then a write. */
async function requestsOf(system: SystemUnderTest): Promise<readonly LoadRequest[]> {
  const member = await Member.administrator(system.origin, system.setupLink)
  const post = await member.publish('A post to be read')
  assert.ok(post)
  const read = (path: string): LoadRequest => ({
    method: 'GET',
    path,
    expected: 200,
    headers: { 'user-agent': 'load' },
  })
  const home = { ...read('/api/timelines/home'), headers: { ...member.authorization, 'user-agent': 'load' } }
  const reads = [
    home,
    read('/'),
    read('/api/timelines/community'),
    read(`/api/posts/${post.id}`),
    read('/api/community'),
  ]
  const write: LoadRequest = { ...home, method: 'PUT', path: `/api/posts/${post.id}/like` }
  return [...reads, ...reads, ...reads, ...reads, write]
}

function pids(system: SystemUnderTest, command: RegExp): readonly number[] {
  return descendants(system.pid)
    .filter((entry) => command.test(entry.command))
    .map(({ pid }) => pid)
}

async function underLoad(t: TestContext, system: SystemUnderTest, act: () => Promise<void>) {
  const load = new OpenLoop({ origin: system.origin, perSecond, requests: await requestsOf(system) })
  try {
    await act()
  } finally {
    const { answered, failures } = await load.stop()
    t.diagnostic(`${answered} requests answered at up to ${perSecond} a second; failed: ${JSON.stringify(failures)}`)
    assert.deepEqual(failures, {})
    assert.ok(answered > perSecond)
  }
}

test('a rolling restart of every service and of the edge under load fails no request', async (t) => {
  const system = await SystemUnderTest.start(t, { environment })
  const before = { replicas: pids(system, replicas), edge: pids(system, worker) }
  const [primary = 0] = before.edge
  await underLoad(t, system, async () => {
    system.signal('SIGHUP')
    await eventually('every process has been replaced', limitMs, async () => {
      const now = [...pids(system, replicas), ...pids(system, worker)]
      const old = [...before.replicas, ...before.edge].filter((pid) => pid !== primary && now.includes(pid))
      return old.length === 0 && now.length === before.replicas.length + before.edge.length
    })
  })
  assert.equal(pids(system, worker)[0], primary)
})

test('kill -9 of a replica under load fails only what it was working on', async (t) => {
  const system = await SystemUnderTest.start(t, { environment })
  const [victim = 0] = pids(system, /api\/src\/main\.ts/)
  const load = new OpenLoop({ origin: system.origin, perSecond: 200, requests: await requestsOf(system) })
  process.kill(victim, 'SIGKILL')
  await eventually('two replicas run again', limitMs, async () => {
    const now = pids(system, /api\/src\/main\.ts/)
    return now.length === 2 && !now.includes(victim)
  })
  const { answered, failures } = await load.stop()
  t.diagnostic(`${answered} requests answered; failed: ${JSON.stringify(failures)}`)
  // A read is asked again elsewhere. A write is not: it may have been done.
  for (const failure of Object.keys(failures)) assert.match(failure, /^PUT .*: 502$/)
})
