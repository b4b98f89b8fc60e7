import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { test } from 'node:test'
import { EdgeUnderTest, until } from './testing/edge-under-test.ts'

test('draining answers what is in flight with Connection: close, then accepts nothing', async (context) => {
  const under = await EdgeUnderTest.start(context)
  const held: (() => void)[] = []
  await under.replica(context, 'api.1', (_, response) => held.push(() => response.end('whole')))
  const agent = new Agent({ keepAlive: true })
  context.after(() => agent.destroy())
  const outgoing = request({
    agent,
    host: '127.0.0.1',
    port: under.port,
    path: '/api/x',
    headers: { Host: 'localhost' },
  })
  outgoing.end()
  await until(() => held.length === 1)
  const drained = under.edge.drain({ noticeMs: 0, limitMs: 5_000 })
  const answered = once(outgoing, 'response')
  for (const release of held) release()
  const [response] = await answered
  assert.equal(response.headers.connection, 'close')
  assert.equal((await response.toArray()).join(''), 'whole')
  await drained
  await assert.rejects(under.ask({ path: '/api/x' }), /ECONNREFUSED/)
})
