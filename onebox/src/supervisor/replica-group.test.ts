import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import type { OperatorError } from '../operator-error.ts'
import {
  ask,
  fixtureProgram,
  isAlive,
  keptLog,
  quickPolicy,
  socketOf,
  temporaryDirectory,
  until,
} from '../testing/supervision.ts'
import type { RestartPolicy } from './kept-alive.ts'
import type { Program } from './program.ts'
import { ReplicaGroup } from './replica-group.ts'

const limits = { timeout: 30_000 }

function group(context: TestContext, program: Program, policy: RestartPolicy = quickPolicy) {
  const { log, text } = keptLog()
  const loops: OperatorError[] = []
  const onCrashLoop = (error: OperatorError): void => void loops.push(error)
  const replicas = new ReplicaGroup({ program, policy, log, noticeMs: 100, drainLimitMs: 3_000, onCrashLoop })
  context.after(() => replicas.stop(1_000))
  return { replicas, loops, text }
}

test('every replica answers on the socket of its slot', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const { replicas } = group(context, fixtureProgram(directory))
  assert.equal(await replicas.start(), true)
  const answers = await Promise.all([1, 2].map((slot) => ask(socketOf(directory, slot))))
  assert.deepEqual(
    answers.map(({ body }) => JSON.parse(body).pid),
    [...replicas.pids().values()],
  )
})

test('a killed replica answers again on the same socket', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const { replicas } = group(context, fixtureProgram(directory, { replicas: 1 }))
  await replicas.start()
  const first = replicas.pids().get(1) ?? 0
  process.kill(first, 'SIGKILL')
  await until(async () => {
    const { status, body } = await ask(socketOf(directory, 1))
    return status === 200 && JSON.parse(body).pid !== first
  })
})

test('a program that never starts is given up with its last lines', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const { replicas, loops } = group(context, fixtureProgram(directory, { behaviour: 'crashing', replicas: 1 }))
  assert.equal(await replicas.start(), false)
  assert.equal(loops.length, 1)
  assert.match(
    loops[0]?.message ?? '',
    /fixture 1 does not start: it ended 5 times[\s\S]*the flux capacitor is missing/,
  )
})

test('a program that is never ready is killed and given up', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const policy = { ...quickPolicy, readyLimitMs: 300, maxFailures: 2 }
  const { replicas, loops } = group(
    context,
    fixtureProgram(directory, { behaviour: 'never ready', replicas: 1 }),
    policy,
  )
  assert.equal(await replicas.start(), false)
  assert.equal(loops.length, 1)
})

test('rolling replaces every process and fails no request', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const { replicas } = group(context, fixtureProgram(directory))
  await replicas.start()
  const before = [...replicas.pids().values()]
  const statuses: number[] = []
  let rolling = true
  const load = (async () => {
    while (rolling) statuses.push(await askAnyReady(directory))
  })()
  await replicas.roll()
  rolling = false
  await load
  const after = [...replicas.pids().values()]
  assert.equal(after.length, 2)
  assert.equal(
    before.some((pid) => after.includes(pid)),
    false,
  )
  assert.deepEqual(new Set(statuses), new Set([200]))
})

test('a roll to a program that does not start keeps the replicas that run', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const environment = { PATH: '/usr/bin:/bin', FIXTURE: 'well' }
  const { replicas, text, loops } = group(context, fixtureProgram(directory, { environment }))
  await replicas.start()
  const before = [...replicas.pids().values()]
  environment.FIXTURE = 'crashing'
  await replicas.roll()
  assert.deepEqual([...replicas.pids().values()], before)
  assert.match(text(), /the new replica does not start/)
  assert.deepEqual(loops, [])
})

test('a request in flight is answered before its replica leaves', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const { replicas } = group(context, fixtureProgram(directory, { replicas: 1 }))
  await replicas.start()
  const answer = ask(socketOf(directory, 1), '/slow')
  await ask(socketOf(directory, 1)) // The slow one was sent before, so it has arrived by now.
  await replicas.stop(5_000)
  assert.equal((await answer).status, 200)
})

test('a replica that does not listen to SIGTERM is killed, and leaves no socket', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const { replicas } = group(context, fixtureProgram(directory, { behaviour: 'deaf', replicas: 1 }))
  await replicas.start()
  const pid = replicas.pids().get(1) ?? 0
  await replicas.stop(200)
  assert.equal(isAlive(pid), false)
  assert.deepEqual(await readdir(directory), [])
})

test('a replica that hangs is killed and answers again', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const { replicas, text } = group(context, fixtureProgram(directory, { replicas: 1 }))
  await replicas.start()
  const hung = replicas.pids().get(1) ?? 0
  process.kill(hung, 'SIGSTOP')
  await until(() => text().includes('does not answer any more and is killed'))
  await until(async () => {
    const { status, body } = await ask(socketOf(directory, 1))
    return status === 200 && JSON.parse(body).pid !== hung
  })
})

test('a program that rolls itself is sent SIGHUP and stays', limits, async (context) => {
  const directory = await temporaryDirectory(context)
  const { replicas, text } = group(context, fixtureProgram(directory, { replicas: 1, roll: 'itself' }))
  await replicas.start()
  const before = [...replicas.pids().values()]
  await replicas.roll()
  await until(() => text().includes('rolling itself'))
  assert.deepEqual([...replicas.pids().values()], before)
})

/** As the edge does it: only to a replica that says that it is ready, and to another one if that left meanwhile. */
async function askAnyReady(directory: string): Promise<number> {
  for (const slot of [1, 2, 3, 1, 2, 3]) {
    if ((await ask(socketOf(directory, slot), '/readyz')).status !== 200) continue
    const { status, refused } = await ask(socketOf(directory, slot))
    if (!refused) return status
  }
  return 0
}
