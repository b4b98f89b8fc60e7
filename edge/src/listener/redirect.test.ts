import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Redirect } from '@porchlight/system/listener'
import { redirectLocation } from './redirect.ts'

const address = { scheme: 'http', host: 'porch.example:8080', port: '8080', path: '/a/b', search: '?c=d' } as const

const redirects: readonly [Omit<Redirect, 'statusCode'>, string][] = [
  [{ protocol: 'HTTPS', port: '443' }, 'https://porch.example/a/b?c=d'],
  [{ protocol: 'HTTPS', port: '8443' }, 'https://porch.example:8443/a/b?c=d'],
  [{ host: 'www.#{host}' }, 'http://www.porch.example:8080/a/b?c=d'],
  [{ path: '/new/#{path}', query: '#{query}&from=old' }, 'http://porch.example:8080/new/a/b?c=d&from=old'],
  [{ path: '/', query: '' }, 'http://porch.example:8080/'],
  [{ path: '/was-#{protocol}-#{port}' }, 'http://porch.example:8080/was-http-8080?c=d'],
]

for (const [redirect, location] of redirects) {
  test(`${JSON.stringify(redirect)} leads to ${location}`, () => {
    assert.equal(redirectLocation({ ...redirect, statusCode: 'HTTP_301' }, address), location)
  })
}

test('a placeholder that the request itself brings is not filled in again', () => {
  const sly = { ...address, path: '/#{host}', search: '' }
  assert.equal(redirectLocation({ port: '80', statusCode: 'HTTP_302' }, sly), 'http://porch.example/#{host}')
})
