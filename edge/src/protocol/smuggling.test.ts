import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RecordedEdge } from '../testing/recording-target.ts'
import { get, read, smugglingGadgets, withChunks, withEncoding, withLength } from '../testing/smuggling-gadgets.ts'

/** What an attacker wants to have served on its own, at the end of each gadget. */
const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'

for (const [what, gadgets] of Object.entries(smugglingGadgets)) {
  test(`${what}: 400, the connection closed, nothing forwarded`, async (context) => {
    const recorded = await RecordedEdge.start(context)
    for (const gadget of gadgets) {
      const { statuses, answer, arrivals } = await recorded.send(`${gadget}${smuggled}`)
      assert.equal(statuses, '400', JSON.stringify(gadget))
      assert.match(answer, /\r\nConnection: close\r\n/i, JSON.stringify(gadget))
      assert.deepEqual(arrivals, [], JSON.stringify(gadget))
    }
  })
}

const accepted: readonly (readonly [what: string, bytes: string, request: string, body: string])[] = [
  ['a length among spaces', withLength('Content-Length: \t 1 '), 'POST /api/hooks/x', 'a'],
  ['a length with a zero before it', withLength('Content-Length: 01'), 'POST /api/hooks/x', 'a'],
  ['chunks in any case', withEncoding('transfer-encoding: CHUNKED'), 'POST /api/hooks/x', ''],
  ['chunk extensions', withChunks('1;a=b;c="d;\\"e"\r\nx\r\n0;f\r\n\r\n'), 'POST /api/hooks/x', 'x'],
  ['a chunk size with zeros before it', withChunks('0001\r\nx\r\n0\r\n\r\n'), 'POST /api/hooks/x', 'x'],
  [
    'trailers that name a host and a member',
    withChunks('1\r\nx\r\n0\r\nHost: elsewhere\r\nAuthorization: a\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n'),
    'POST /api/hooks/x',
    'x',
  ],
  ['an absolute target under its own name', get('GET http://LOCALHOST/x?y HTTP/1.1'), 'GET /x?y', ''],
  ['empty lines before it', `\r\n\r\n${get('GET /x HTTP/1.1')}`, 'GET /x', ''],
  ['an escape in the query that is none', get('GET /x?q=100%&r=%zz HTTP/1.1'), 'GET /x?q=100%&r=%zz', ''],
]

test('what is well-formed arrives as it was framed, and what follows it is a request of its own', async (context) => {
  const recorded = await RecordedEdge.start(context)
  for (const [what, bytes, request, body] of accepted) {
    const { statuses, arrivals } = await recorded.send(`${bytes}${smuggled}`)
    assert.equal(statuses, '200 200', what)
    const own = arrivals.find((arrival) => arrival.request === request)
    assert.deepEqual([own?.body, own?.headers.host, own?.headers.authorization], [body, 'localhost', undefined], what)
    assert.equal(own?.headers['x-forwarded-for'], '127.0.0.1', what)
    assert.deepEqual(arrivals.map((arrival) => arrival.request).sort(), ['GET /smuggled', request].sort(), what)
  }
})

const ambiguous: Readonly<Record<string, string>> = {
  'a GET with a length': `${read}Content-Length: 5\r\n\r\nhello`,
  'a GET with chunks': `${read}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`,
  'a HEAD with a length': 'HEAD /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc',
  'a protocol that is not offered': `${read}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: A\r\n\r\n`,
}

test('what servers read differently is forwarded once, and closes both connections', async (context) => {
  const recorded = await RecordedEdge.start(context)
  for (const [what, bytes] of Object.entries(ambiguous)) {
    const { statuses, answer, arrivals } = await recorded.send(`${bytes}${smuggled}`)
    assert.equal(statuses, '200', what)
    assert.match(answer, /\r\nConnection: close\r\n/i, what)
    assert.equal(arrivals.length, 1, what)
    assert.equal(arrivals[0]?.headers.connection, 'close', what)
  }
})

test('TRACE is refused as an ALB refuses it', async (context) => {
  const recorded = await RecordedEdge.start(context)
  const { statuses, arrivals } = await recorded.send(`${get('TRACE /x HTTP/1.1')}${smuggled}`)
  assert.deepEqual([statuses, arrivals], ['405', []])
})

test('a request line over 16 KB is 414, headers and trailers over 64 KB are 431', async (context) => {
  const { under } = await RecordedEdge.start(context)
  assert.match(await under.raw(get(`GET /${'a'.repeat(16_384)} HTTP/1.1`)), /^HTTP\/1\.1 414 /)
  const header = `X-A: ${'b'.repeat(16_000)}\r\n`
  assert.match(await under.raw(`${read}${header.repeat(5)}\r\n`), /^HTTP\/1\.1 431 /)
  assert.match(await under.raw(withChunks(`0\r\n${header.repeat(5)}\r\n`)), /^HTTP\/1\.1 431 /)
})
