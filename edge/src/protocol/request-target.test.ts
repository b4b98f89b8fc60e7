import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRequestTarget } from './request-target.ts'

const normalised: readonly [string, string][] = [
  ['/', '/'],
  ['/api', '/api'],
  ['/api/posts/', '/api/posts/'],
  ['/API/me', '/API/me'],
  ['/.well-known/x', '/.well-known/x'],
  ['/@name/...', '/@name/...'],
  ['/a//b', '/a/b'],
  ['//evil.example/x', '/evil.example/x'],
  ['/a/./b', '/a/b'],
  ['/a/../api/x', '/api/x'],
  ['/a/%2e%2e/api/x', '/api/x'],
  ['/a/.%2E/api/', '/api/'],
  ['/a/b/..', '/a/'],
  ['/%61pi/me', '/api/me'],
  ['/api%2fme', '/api%2Fme'],
  ['/api/%2525', '/api/%2525'],
  ['/caf%c3%a9', '/caf%C3%A9'],
]

for (const [written, path] of normalised) {
  test(`${written} is matched and forwarded as ${path}`, () => {
    assert.deepEqual(parseRequestTarget(`${written}?q=100%&r=a%2Fb`), {
      kind: 'target',
      path,
      search: '?q=100%&r=a%2Fb',
    })
  })
}

const refused = [
  'ftp://localhost/api',
  'http:/localhost/api',
  'http://localhost/%zz',
  'http://localhost?a#b',
  '*',
  'localhost:80',
  '',
  '/a#b',
  '/a\\b',
  '/a%00b',
  '/a%0d%0aX:1',
  '/%zz',
  '/%',
  '/%2',
  '/%c0%ae',
  '/%ff',
  '/..',
  '/a/../../b',
  '/%2e%2e/x',
  '/a%2f..%2fb',
  '/a%5c..%5cb',
  '/a%2f%2e%2e/b',
  '/caf\u00e9',
  '/a?b#c',
  '/a?b=%00',
]

for (const written of refused) {
  test(`${JSON.stringify(written)} is refused`, () => {
    assert.equal(parseRequestTarget(written).kind, 'fault')
  })
}

test('normalising twice changes nothing more', () => {
  for (const [written] of normalised) {
    const once = parseRequestTarget(written)
    assert.equal(once.kind, 'target')
    if (once.kind === 'target') assert.deepEqual(parseRequestTarget(once.path), once)
  }
})

const absolute: readonly [string, string, string][] = [
  ['http://localhost/api/x?y=1', 'localhost', '/api/x'],
  ['HTTPS://Porch.example:8443/a/%2e%2e/b?y=1', 'Porch.example:8443', '/b'],
  ['http://localhost?y=1', 'localhost', '/'],
  ['http://a@localhost/x?y=1', 'a@localhost', '/x'],
  ['http:///x?y=1', '', '/x'],
]

for (const [written, authority, path] of absolute) {
  test(`${written} names ${authority || 'nobody'} and ${path}`, () => {
    assert.deepEqual(parseRequestTarget(written), { kind: 'target', path, search: '?y=1', authority })
  })
}
