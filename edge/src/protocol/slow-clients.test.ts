import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { EdgeUnderTest, until } from '../testing/edge-under-test.ts'
import { clientTimes, maxPipelinedRequests } from './limits.ts'

const giveUpMs = 30_000

function open(context: TestContext, { port }: EdgeUnderTest, bytes: string): Socket {
  const socket = connect({ host: '127.0.0.1', port })
  context.after(() => socket.destroy())
  socket.on('error', () => undefined)
  socket.write(bytes)
  return socket
}

interface Dribble {
  readonly first: string
  /** Sent again and again, as long as the connection is open. */
  readonly drip?: string
}

/** What the edge says before it closes the connection. */
function answerTo(context: TestContext, under: EdgeUnderTest, { first, drip }: Dribble): Promise<string> {
  const socket = open(context, under, first)
  const timer = setInterval(() => drip !== undefined && socket.write(drip), 50)
  let text = ''
  return new Promise((resolve, reject) => {
    socket.setTimeout(giveUpMs, () => reject(new Error('The edge left the connection open')))
    socket.on('data', (chunk: Buffer) => {
      text += chunk
    })
    socket.on('close', () => {
      clearInterval(timer)
      resolve(text)
    })
  })
}

async function startEdge(context: TestContext, times = clientTimes): Promise<EdgeUnderTest> {
  const under = await EdgeUnderTest.start(context, { clientTimes: times })
  await under.replica(context, 'web.1', (request, response) => {
    request.resume().on('end', () => response.end('answered'))
  })
  return under
}

test('in earnest a head has 10 s at most, the time between two looks included', () => {
  assert.ok(clientTimes.headMs * 1.25 <= 10_000)
})

const get = 'GET / HTTP/1.1\r\nHost: localhost\r\n'
const heads: Readonly<Record<string, Dribble>> = {
  'nothing at all': { first: '' },
  'a head that stops': { first: `${get}X-A` },
  'a head that comes byte by byte': { first: `${get}X-A: `, drip: 'a' },
  'a request line that comes byte by byte': { first: 'GET /', drip: 'a' },
  'empty lines without end': { first: '', drip: '\r\n' },
  'a second head that comes byte by byte': { first: `${get}\r\n${get}X-A: `, drip: 'a' },
}

test('a head that does not come to its end in time is 408, however it dribbles', async (context) => {
  const under = await startEdge(context, { headMs: 300, idleMs: 10_000 })
  for (const [what, dribble] of Object.entries(heads)) {
    assert.match(await answerTo(context, under, dribble), /HTTP\/1\.1 408 .*Connection: close/is, what)
  }
})

const write = 'POST / HTTP/1.1\r\nHost: localhost\r\n'
const inspected = 'a'.repeat(9_216)
const bodies: Readonly<Record<string, Dribble>> = {
  'a body of which nothing comes': { first: `${write}Content-Length: 10\r\n\r\n` },
  'a body that stops while the firewall looks at it': { first: `${write}Content-Length: 10\r\n\r\na` },
  'a body that stops on its way to the target': { first: `${write}Content-Length: 20000\r\n\r\n${inspected}` },
  'a chunk header without end': { first: `${write}Transfer-Encoding: chunked\r\n\r\n1;`, drip: 'a' },
  'a later chunk header without end': {
    first: `${write}Transfer-Encoding: chunked\r\n\r\n2400\r\n${inspected}\r\n1;`,
    drip: 'a',
  },
  'trailers without end': { first: `${write}Transfer-Encoding: chunked\r\n\r\n0\r\nX-A: `, drip: 'a' },
}

describe('a body that does not move for 10 s', { concurrency: true }, () => {
  for (const [what, dribble] of Object.entries(bodies)) {
    test(`${what} is 408 and closes the connection`, async (context) => {
      const under = await startEdge(context)
      assert.match(await answerTo(context, under, dribble), /^HTTP\/1\.1 408 .*Connection: close/is)
    })
  }
})

test('an answer that nobody reads lets go of its target', async (context) => {
  const under = await EdgeUnderTest.start(context, { clientTimes: { headMs: 8_000, idleMs: 300 } })
  let sending = 0
  const piece = Buffer.alloc(65_536)
  await under.replica(context, 'web.1', (_request, response) => {
    sending += 1
    const send = (): void => {
      while (response.write(piece));
    }
    response.on('drain', send).on('close', () => {
      sending -= 1
    })
    send()
  })
  open(context, under, `${get}\r\n`).pause()
  await until(() => sending === 1)
  await until(() => sending === 0)
})

test('requests that wait for no answers are served while they are few, and cost the connection when many', async (context) => {
  const under = await EdgeUnderTest.start(context)
  let held: (() => void)[] = []
  await under.replica(context, 'web.1', (_request, response) => held.push(() => response.end('answered')))
  const few = open(context, under, `${get}\r\n`.repeat(20))
  let answers = ''
  few.on('data', (chunk: Buffer) => {
    answers += chunk
  })
  await until(() => held.length === 20)
  for (const answer of held) answer()
  await until(() => answers.split('200 OK').length === 21)
  held = []
  const many = open(context, under, `${get}\r\n`.repeat(200))
  await until(() => many.destroyed)
  assert.ok(held.length <= maxPipelinedRequests, `${held.length} at a time`)
})
