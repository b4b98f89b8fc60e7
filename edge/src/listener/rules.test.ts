import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ListenerRule, pathRules } from '@porchlight/system/listener'
import type { RoutedRequest } from './conditions.ts'
import { compileRules } from './rules.ts'
import { compileWildcard } from './wildcard.ts'

function asked(method: string, path: string, headers: readonly string[] = []): RoutedRequest {
  return {
    method,
    path,
    host: 'localhost',
    search: '',
    clientAddress: '192.0.2.1',
    headerValues: (name) => (headers.includes(name) ? ['x'] : []),
  }
}

const routed: readonly [string, RoutedRequest, number][] = [
  ['identity', asked('POST', '/api/auth/sign-in'), 10],
  ['identity with a token', asked('GET', '/api/auth/jwks', ['authorization']), 10],
  ['webhooks', asked('POST', '/api/hooks/images'), 10],
  ['a name that begins like identity', asked('POST', '/api/authors'), 20],
  ['POST', asked('POST', '/api/posts'), 20],
  ['PUT', asked('PUT', '/api/posts/1'), 20],
  ['PATCH', asked('PATCH', '/api/posts/1'), 20],
  ['DELETE', asked('DELETE', '/api/posts/1'), 20],
  ['a member reading', asked('GET', '/api/posts', ['authorization']), 30],
  ['a visitor reading', asked('GET', '/api/posts'), 40],
  ['the bare back end', asked('GET', '/api'), 40],
  ['a folder of the back end', asked('GET', '/api/'), 40],
  ['a write to the bare back end', asked('POST', '/api'), 40],
  ['other case', asked('GET', '/API/me'), 50_000],
  ['a longer name', asked('GET', '/apis'), 50_000],
  ['an encoded slash', asked('GET', '/api%2Fposts'), 50_000],
  ['the front page', asked('GET', '/'), 50_000],
  ['a post to a page', asked('POST', '/about'), 50_000],
]

for (const [what, request, priority] of routed) {
  test(`${what} (${request.method} ${request.path}) takes rule ${priority}`, () => {
    assert.equal(compileRules(pathRules)(request)?.priority, priority)
  })
}

test('the lowest priority wins, in whatever order rules are written', () => {
  const match = compileRules([...pathRules].reverse())
  assert.equal(match(asked('POST', '/api/auth/x'))?.priority, 10)
})

test('a host condition ignores case in the rule and no match leaves no rule', () => {
  const rule: ListenerRule = {
    priority: 1,
    name: 'host',
    conditions: { hosts: ['*.LocalHost'] },
    token: 'none',
    forwardTo: 'web',
  }
  const match = compileRules([rule])
  assert.equal(match({ ...asked('GET', '/'), host: 'api.localhost' }), rule)
  assert.equal(match({ ...asked('GET', '/'), host: 'localhost' }), undefined)
})

test('wildcards match as an ALB reads them', () => {
  for (const [pattern, text] of [
    ['/api/*', '/api/'],
    ['/img/*/x.?ng', '/img/a/b/x.png'],
    ['*', ''],
    ['/?', '/a'],
    ['*a*b', 'xaxbxb'],
  ] as const) {
    assert.equal(compileWildcard(pattern)(text), true, `${pattern} ${text}`)
  }
  for (const [pattern, text] of [
    ['/api/*', '/api'],
    ['/a.c', '/abc'],
    ['/?', '/'],
    ['*a*b', 'xbxa'],
    ['/api', '/api/'],
  ] as const) {
    assert.equal(compileWildcard(pattern)(text), false, `${pattern} ${text}`)
  }
})
