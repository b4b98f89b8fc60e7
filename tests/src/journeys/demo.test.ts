import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PostPage } from '@porchlight/contract/posts'
import { graphqlPath } from '@porchlight/system/graphql-api'
import { z } from 'zod'
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
    const conversations = await conversationsOf(system.origin, member)
    assert.ok(conversations.length >= 2, `${email} finds ${conversations.length} conversations`)
    assert.ok(conversations.some(({ messageCount, mine }) => messageCount > mine.readCount))
  }

  const processes = descendants(system.pid)
  assert.equal(await system.stop(), 0)
  assert.deepEqual(
    processes.filter(({ pid }) => isRunning(pid)),
    [],
  )
})

const Conversations = z.object({
  data: z.object({
    conversations: z.object({
      items: z.array(z.object({ messageCount: z.number(), mine: z.object({ readCount: z.number() }) })),
    }),
  }),
})

async function conversationsOf(origin: string, { authorization }: Member) {
  const answer = await fetch(`${origin}${graphqlPath}`, {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ conversations { items { messageCount mine { readCount } } } }' }),
  })
  return Conversations.parse(await answer.json()).data.conversations.items
}
