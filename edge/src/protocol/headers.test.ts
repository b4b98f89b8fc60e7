import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHeaders } from './headers.ts'

function forwardedOf(...raw: string[]): readonly string[] {
  const head = readHeaders(['Host', 'localhost', ...raw])
  if (head.kind === 'fault') assert.fail(head.detail)
  return head.forwarded.slice(2)
}

test('headers for this connection only are not forwarded', () => {
  const own = [
    'Connection',
    'keep-alive, TE',
    'Keep-Alive',
    'x',
    'TE',
    'trailers',
    'Trailer',
    'x',
    'Proxy-Connection',
    'x',
  ]
  assert.deepEqual(forwardedOf(...own, 'Upgrade', 'h2c', 'Proxy-Authorization', 'x', 'Accept', 'a'), ['accept', 'a'])
})

test('a client cannot speak for a proxy', () => {
  const spoofed = [
    'X-Forwarded-For',
    'X-Forwarded-Anything',
    'Forwarded',
    'X-Request-Id',
    'X-Amzn-Oidc-Data',
    'X-Real-IP',
  ]
  assert.deepEqual(forwardedOf(...spoofed.flatMap((name) => [name, '1.2.3.4'])), [])
})

test('a header whose name other servers read differently is dropped', () => {
  assert.deepEqual(forwardedOf('X_Forwarded_For', '1.2.3.4', 'content_length', '4', 'a.b', 'c', 'X-Ok', 'd'), [
    'x-ok',
    'd',
  ])
})

test('a repeated header keeps its order and all its values', () => {
  assert.deepEqual(forwardedOf('Cookie', 'a=1', 'Cookie', 'b=2'), ['cookie', 'a=1', 'cookie', 'b=2'])
})

const refused: readonly [string, string[], number][] = [
  ['no Host', ['Accept', 'a'], 400],
  ['two Hosts', ['Host', 'a', 'host', 'a'], 400],
  ['an encoding besides chunked', ['Host', 'a', 'Transfer-Encoding', 'gzip, chunked'], 400],
  ['chunked twice', ['Host', 'a', 'Transfer-Encoding', 'chunked, chunked'], 400],
  ['a Connection header that names the credentials', ['Host', 'a', 'Connection', 'close, Authorization'], 400],
  ['a header over 16 KB', ['Host', 'a', 'Cookie', 'x'.repeat(16_384)], 431],
  ['more than 200 headers', Array.from({ length: 201 }, () => ['X-A', 'b']).flat(), 431],
]

for (const [what, raw, status] of refused) {
  test(`${what} is refused with ${status}`, () => {
    const head = readHeaders(raw)
    assert.equal(head.kind === 'fault' && head.status, status)
  })
}
