import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PostPage } from '@porchlight/contract/posts'
import { Member } from '../system/member.ts'
import { descendants, isRunning } from '../system/processes.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'

test('the demo prints two members who can sign in to a place that is already filled, and leaves nothing behind', async (t) => {
  const system = await SystemUnderTest.start(t, { args: ['--demo'] })
  const printed = [...system.output.matchAll(/: (?<email>\S+@\S+) {2}password (?<password>\S+)/g)]
  assert.equal(printed.length, 2, system.output)

  for (const { groups } of printed) {
    const { email = '', password = '' } = groups ?? {}
    const member = await Member.signingIn(system.origin, { email, password })
    const response = await member.call('GET', '/timelines/home')
    const { items } = PostPage.parse(await response.json())
    assert.ok(items.length > 5, `${email} finds ${items.length} posts at home`)
  }

  const processes = descendants(system.pid)
  assert.equal(await system.stop(), 0)
  assert.deepEqual(
    processes.filter(({ pid }) => isRunning(pid)),
    [],
  )
})
