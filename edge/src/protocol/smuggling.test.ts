import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EdgeUnderTest } from '../testing/edge-under-test.ts'

const refused: readonly [string, string][] = [
  ['two Hosts', 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n'],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
  ['a Host that is no name', 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n'],
  ['an absolute target', 'GET http://localhost/api HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['a fragment', 'GET /a#b HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['a backslash', 'GET /a\\b HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['a NUL', 'GET /a%00 HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['a bad escape', 'GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['a tunnel', 'CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  [
    'a length and an encoding',
    'POST /api/hooks/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX',
  ],
  ['two lengths', 'POST /api/hooks/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ['a signed length', 'POST /api/hooks/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: +1\r\n\r\na'],
  [
    'an obscure encoding',
    'POST /api/hooks/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'a space before the colon',
    'POST /api/hooks/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a folded header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n c\r\n\r\n'],
  ['a bare line feed', 'GET / HTTP/1.1\nHost: localhost\n\n'],
  [
    'a bad chunk',
    'POST /api/hooks/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nab\r\n0\r\n\r\n',
  ],
  [
    'a body with an upgrade',
    'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 4\r\n\r\nGET ',
  ],
]

for (const [what, bytes] of refused) {
  test(`${what}: 400, the connection closed, nothing forwarded`, async (context) => {
    const under = await EdgeUnderTest.start(context)
    const finished: string[] = []
    for (const slot of ['api.1', 'web.1']) {
      await under.replica(context, slot, (request, response) => {
        request.resume().on('end', () => {
          finished.push(`${request.method} ${request.url}`)
          response.end('forwarded')
        })
      })
    }
    const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'
    const answer = await under.raw(`${bytes}${smuggled}`)
    assert.match(answer, /^HTTP\/1\.1 400 /)
    assert.match(answer, /\r\nConnection: close\r\n/i)
    assert.deepEqual(finished, [])
  })
}

test('a request line over 16 KB is 414, headers over 64 KB are 431', async (context) => {
  const under = await EdgeUnderTest.start(context)
  const long = await under.raw(`GET /${'a'.repeat(16_384)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  assert.match(long, /^HTTP\/1\.1 414 /)
  const header = `X-A: ${'b'.repeat(16_000)}\r\n`
  const large = await under.raw(`GET / HTTP/1.1\r\nHost: localhost\r\n${header.repeat(5)}\r\n`)
  assert.match(large, /^HTTP\/1\.1 431 /)
})
