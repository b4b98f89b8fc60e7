import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentSecurityPolicy } from './security.ts'

const own = { nonce: 'n', apiOrigin: '', mediaOrigin: '', uploadOrigin: '' }

function directive(policy: string, name: string): string | undefined {
  return policy.split('; ').find((each) => each.startsWith(`${name} `))
}

test('where everything has one name, pages load from nowhere else', () => {
  const policy = contentSecurityPolicy(own)
  assert.equal(directive(policy, 'img-src'), "img-src 'self' blob:")
  assert.equal(directive(policy, 'connect-src'), "connect-src 'self'")
  assert.doesNotMatch(policy, /https?:/)
})

test('pictures may come from their own origin and go to that of uploads, and nothing else may', () => {
  const policy = contentSecurityPolicy({
    ...own,
    apiOrigin: 'https://api.porch.example',
    mediaOrigin: 'https://media.porch.example',
    uploadOrigin: 'https://bucket.example',
  })
  assert.equal(directive(policy, 'img-src'), "img-src 'self' blob: https://media.porch.example https://bucket.example")
  assert.equal(directive(policy, 'connect-src'), "connect-src 'self' https://api.porch.example https://bucket.example")
  assert.equal(directive(policy, 'script-src'), "script-src 'self'")
})
