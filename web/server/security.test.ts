import assert from 'node:assert/strict'
import { test } from 'node:test'
import { earlyClicksHash } from './early-clicks.ts'
import { contentSecurityPolicy } from './security.ts'

const own = {
  nonce: 'n',
  apiOrigin: '',
  origin: 'https://porch.example',
  graphqlUrl: '',
  mediaOrigin: '',
  uploadOrigin: '',
}

function directive(policy: string, name: string): string | undefined {
  return policy.split('; ').find((each) => each.startsWith(`${name} `))
}

test('where everything has one name, pages load from nowhere else', () => {
  const policy = contentSecurityPolicy(own)
  assert.equal(directive(policy, 'img-src'), "img-src 'self' blob:")
  assert.equal(directive(policy, 'connect-src'), "connect-src 'self' wss://porch.example")
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
  assert.equal(
    directive(policy, 'connect-src'),
    "connect-src 'self' https://api.porch.example wss://porch.example https://bucket.example",
  )
  assert.equal(directive(policy, 'script-src'), `script-src 'self' ${earlyClicksHash}`)
})

test('where messages are AppSync’s, its two hosts may be reached', () => {
  const policy = contentSecurityPolicy({
    ...own,
    graphqlUrl: 'https://abc.appsync-api.eu-central-1.amazonaws.com/graphql',
  })
  const hosts =
    'https://abc.appsync-api.eu-central-1.amazonaws.com wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com'
  assert.equal(directive(policy, 'connect-src'), `connect-src 'self' ${hosts}`)
})
