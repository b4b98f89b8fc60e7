import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '../system/eventually.ts'
import { Member } from '../system/member.ts'
import { descendants, isRunning } from '../system/processes.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'

/** Long enough for a slow machine to restart a process; what it took is printed. */
const recoveryLimitMs = 20_000

const victims = [
  { name: 'an api replica', command: /api\/src\/main\.ts/ },
  { name: 'the front end', command: /web\/server\/main\.ts/ },
  { name: 'the edge', command: /edge\/src\/main\.ts/ },
  { name: 'PostgreSQL', command: /bin\/postgres -D|postgres.*-D / },
]

test('kill -9 of each process in turn while posting loses no acknowledged post', async (t) => {
  const system = await SystemUnderTest.start(t)
  const member = await Member.administrator(system.origin, system.setupLink)
  const acknowledged: string[] = []
  let posting = true
  const writer = (async () => {
    for (let number = 1; posting; number += 1) {
      const post = await member.publish(`Post number ${number}`)
      if (post === undefined) await delay(20)
      else acknowledged.push(post.id)
    }
  })()

  for (const { name, command } of victims) {
    const before = acknowledged.length
    await eventually('posts are acknowledged', recoveryLimitMs, async () => acknowledged.length > before + 5)
    const victim = descendants(system.pid).find((entry) => command.test(entry.command))
    assert.ok(victim, `${name} is not running`)
    process.kill(victim.pid, 'SIGKILL')
    const ended = acknowledged.length
    await eventually(`${name} is gone`, recoveryLimitMs, async () => !isRunning(victim.pid))
    const tookMs = await eventually(`the address answers without ${name}`, recoveryLimitMs, () =>
      answers(system.origin),
    )
    await eventually('posts are acknowledged again', recoveryLimitMs, async () => acknowledged.length > ended + 5)
    t.diagnostic(`${name} killed: the address answered again after ${tookMs} ms`)
  }

  await t.test('and of the supervisor: the others leave, and the next start recovers', async () => {
    const all = descendants(system.pid)
    const supervisor = all.find(({ command }) => command.includes('onebox/src/main.ts'))
    assert.ok(supervisor)
    const others = all.filter(({ pid }) => pid !== supervisor.pid)
    process.kill(supervisor.pid, 'SIGKILL')
    const tookMs = await eventually(
      'all of it is gone',
      recoveryLimitMs,
      async () => !others.some(({ pid }) => isRunning(pid)),
    )
    t.diagnostic(`the supervisor killed: the last process left after ${tookMs} ms`)
    await system.stop()
    await system.start()
  })

  posting = false
  await writer
  await member.signIn()
  for (const id of acknowledged) {
    const response = await member.call('GET', `/posts/${id}`)
    await response.arrayBuffer()
    assert.equal(response.status, 200, `post ${id} was acknowledged and is gone`)
  }
  t.diagnostic(`${acknowledged.length} posts were acknowledged; all of them are there`)
})

async function answers(origin: string): Promise<boolean> {
  for (const path of ['/', '/api/community', '/api/timelines/community']) {
    const response = await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    await response?.arrayBuffer().catch(() => undefined)
    if (response?.status !== 200) return false
  }
  return true
}
