import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RecordedEdge } from '../testing/recording-target.ts'

/** What an attacker wants to have served on its own, at the end of each gadget. */
const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'

const write = 'POST /api/hooks/x HTTP/1.1\r\nHost: localhost\r\n'
const read = 'GET /x HTTP/1.1\r\nHost: localhost\r\n'
const withLength = (header: string) => `${write}${header}\r\n\r\na`
const withEncoding = (header: string) => `${write}${header}\r\n\r\n0\r\n\r\n`
const withChunks = (chunks: string) => `${write}Transfer-Encoding: chunked\r\n\r\n${chunks}`
const get = (line: string) => `${line}\r\nHost: localhost\r\n\r\n`
const forHost = (host: string) => `GET /x HTTP/1.1\r\nHost: ${host}\r\n\r\n`

const refused: Readonly<Record<string, readonly string[]>> = {
  'a length and an encoding together': [
    'Content-Length: 5\r\nTransfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nContent-Length: 5',
    'Content-Length: 0\r\nTransfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nX-A: b\r\ncontent-length: 5',
  ].map(withEncoding),
  'a length that is no single number': [
    'Content-Length: 1\r\nContent-Length: 1',
    'Content-Length: 1\r\nContent-Length: 2',
    'Content-Length: 0\r\nContent-Length: 1',
    'Content-Length: 1, 1',
    'Content-Length: 1,',
    'Content-Length: 1 2',
    'Content-Length: +1',
    'Content-Length: -1',
    'Content-Length: 0x1',
    'Content-Length: 1e0',
    'Content-Length: 1.0',
    'Content-Length: "1"',
    'Content-Length: 1;',
    'Content-Length:',
    'Content-Length: \x0b1',
    'Content-Length: 1\0',
    'Content-Length: 99999999999999999999',
    'Content-Length: 18446744073709551617',
    'Content-Length:\r\n 1',
  ].map(withLength),
  'an encoding that is not chunked alone': [
    'xchunked',
    'chunkedx',
    'chunk',
    '\x0bchunked',
    'chunked\x0b',
    '\x0cchunked',
    'chunked\t',
    '\xa0chunked',
    'chunked\xff',
    'chunke\0d',
    'chunked, chunked',
    'identity',
    'chunked, identity',
    'identity, chunked',
    'gzip, chunked',
    'chunked;x=1',
    '"chunked"',
    "'chunked'",
    'chunked,',
    ',chunked',
    '',
    'x\r\n chunked',
    '\r\n chunked',
    'chunked\r',
    'x\nTransfer-Encoding: chunked',
    'chunked\r\nTransfer-Encoding: chunked',
    'chunked\r\nTransfer-Encoding: identity',
    'identity\r\nTransfer-Encoding: chunked',
    'chunked\r\nTransfer-encoding: x',
  ].map((value) => withEncoding(`Transfer-Encoding: ${value}`)),
  'a header name that is disguised': [
    'Transfer-Encoding : chunked',
    'Transfer-Encoding\t: chunked',
    ' Transfer-Encoding: chunked',
    'Transfer-Encoding\xff: chunked',
    'Transfer-Encoding\0: chunked',
    'Transfer-Encoding chunked',
    'X-A: b\nTransfer-Encoding: chunked',
    'X-A: b\rTransfer-Encoding: chunked',
    'Content-Length : 1',
    ' Content-Length: 1',
    ': b',
    'X(A): b',
  ].map(withEncoding),
  'a name that other servers read as a length or an encoding, and the body behind it': [
    withLength('Content_Length: 1'),
    withEncoding('Transfer_Encoding: chunked'),
  ],
  'chunks that are framed in any other way than the one': [
    '1;a\nx\r\n0\r\n\r\n',
    '1;a\rx\r\n0\r\n\r\n',
    '1;\0\r\nx\r\n0\r\n\r\n',
    `1;${'a'.repeat(20_000)}\r\nx\r\n0\r\n\r\n`,
    '1 \r\nx\r\n0\r\n\r\n',
    ' 1\r\nx\r\n0\r\n\r\n',
    '0x1\r\nx\r\n0\r\n\r\n',
    '+1\r\nx\r\n0\r\n\r\n',
    '-1\r\nx\r\n0\r\n\r\n',
    '1_0\r\nxxxxxxxxxx\r\n0\r\n\r\n',
    'fffffffffffffffff\r\nx\r\n0\r\n\r\n',
    'ZZ\r\nab\r\n0\r\n\r\n',
    ';a\r\nx\r\n0\r\n\r\n',
    '\r\nx\r\n0\r\n\r\n',
    '1\nx\n0\n\n',
    '1\r\nx\n0\r\n\r\n',
    '1\r\nxx0\r\n\r\n',
    '1\r\nxyz\r\n0\r\n\r\n',
    '0\r\n',
    '0\r\n\n',
    '0\r\n\r',
  ].map(withChunks),
  'trailers that frame a body, or are framed badly': [
    '0\r\nContent-Length: 50\r\n\r\n',
    '0\r\nTransfer-Encoding: chunked\r\n\r\n',
    '0\r\nX-A: b\n\r\n',
    '0\r\nX-A: b\r\n c\r\n\r\n',
  ].map(withChunks),
  'lines that end in any other way than CRLF, or go on': [
    'GET /x HTTP/1.1\nHost: localhost\n\n',
    'GET /x HTTP/1.1\r\nHost: localhost\nX-A: b\r\n\r\n',
    'GET /x HTTP/1.1\r\nHost: localhost\r\n\n',
    'GET /x HTTP/1.1\rHost: localhost\r\r',
    `${read}X-A: b\r\n c\r\n\r\n`,
    'GET /x HTTP/1.1\r\n Host: localhost\r\nHost: localhost\r\n\r\n',
    `${read}X-A: b\0c\r\n\r\n`,
    `${read}X-A: b\x01c\r\n\r\n`,
    `${read}X-A\r\n\r\n`,
  ],
  'a version that is not HTTP/1.0 or HTTP/1.1': [
    'GET /x\r\n',
    'GET /x\n',
    get('GET /x HTTP/0.9'),
    get('GET /x HTTP/1.2'),
    get('GET /x HTTP/1.10'),
    get('GET /x HTTP/2.0'),
    get('GET /x HTTP/9.9'),
    get('GET /x http/1.1'),
    get('GET /x RTSP/1.0'),
    get('SOURCE /x ICE/1.0'),
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ],
  'chunks in HTTP/1.0': [
    'POST /api/hooks/x HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  'a method that is none': [
    get('get /x HTTP/1.1'),
    get('Get /x HTTP/1.1'),
    get(`${'A'.repeat(5_000)} /x HTTP/1.1`),
    get(' GET /x HTTP/1.1'),
    get('GET\t/x HTTP/1.1'),
    get('GE T /x HTTP/1.1'),
    get('CONNECT localhost:80 HTTP/1.1'),
    get('CONNECT /x HTTP/1.1'),
  ],
  'a target that is no path of ours': [
    '/x y',
    '/x\ty',
    '/x\0y',
    '/x\ry',
    '/x#y',
    '/x?y#z',
    '/x\\y',
    '/x%00',
    '/x?y=%00',
    '/%zz',
    '/%',
    '/%c0%ae%c0%ae/x',
    '/..',
    '/%2e%2e/x',
    '*',
    'localhost:80',
    'http://elsewhere/x',
    'http://localhost:81/x',
    'http://localhost@elsewhere/x',
    'http://localhost',
    'http:///x',
    'ftp://localhost/x',
  ].map((target) => `GET ${target} HTTP/1.1\r\nHost: localhost${target === 'http://localhost' ? ':81' : ''}\r\n\r\n`),
  'a Host that is not one name': [
    'GET /x HTTP/1.1\r\n\r\n',
    `${read}Host: localhost\r\n\r\n`,
    `${read}host: elsewhere\r\n\r\n`,
    ...['localhost, elsewhere', 'a@localhost', 'localhost:', 'localhost:80:80', 'localhost:65536', 'localhost:8o'].map(
      forHost,
    ),
    ...['localhost/', 'localhost#', 'localhost\\', '', ' ', 'localhost elsewhere', '[::1', '::1', 'lo%63alhost'].map(
      forHost,
    ),
  ],
  'a body before a change of protocols': [
    `${read}Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 4\r\n\r\nGET `,
    `${read}Connection: Upgrade\r\nUpgrade: websocket\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  'an expectation that nobody meets, or a header that hides another': [
    withLength('Content-Length: 1\r\nExpect: 200-ok'),
    withLength('Content-Length: 1\r\nConnection: close, Authorization'),
    withLength('Content-Length: 1\r\nConnection: Content-Length'),
    withLength('Content-Length: 1\r\nAuthorization: a\r\nAuthorization: b'),
  ],
}

for (const [what, gadgets] of Object.entries(refused)) {
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
