import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { rawRequest } from '../testing/raw-request.ts'
import { pageOrigin, startTier } from '../testing/running-tier.ts'
import { resourcePolicy } from './cross-origin.ts'

const tier = await startTier()
after(() => tier.close())
const { store, port } = tier
const webp = { contentType: 'image/webp' }
const path = '/renders/public/a/large.webp'
await store.put('renders/public/a/large.webp', Buffer.from('0123456789'), webp)
await store.put('renders/private/a/large.webp', Buffer.from('between us'), webp)
await store.put('renders/public/none/x', Buffer.alloc(0), webp)

function get(headers: Record<string, string> = {}, method = 'GET') {
  return rawRequest({ port, path, headers, method })
}

test('a public render may be kept for five minutes, and no browser runs anything in it', async () => {
  const { status, headers, body } = await get()
  assert.deepEqual([status, body.toString(), headers['content-length']], [200, '0123456789', '10'])
  assert.deepEqual(
    {
      type: headers['content-type'],
      cache: headers['cache-control'],
      sniff: headers['x-content-type-options'],
      policy: headers['content-security-policy'],
      ranges: headers['accept-ranges'],
    },
    {
      type: 'image/webp',
      cache: 'public, max-age=300',
      sniff: 'nosniff',
      policy: "default-src 'none'; sandbox",
      ranges: 'bytes',
    },
  )
  assert.match(headers.etag ?? '', /^"[0-9a-f]{32}"$/)
})

test('HEAD answers as GET does, without the bytes', async () => {
  const [whole, head] = [await get(), await get({}, 'HEAD')]
  assert.equal(head.body.length, 0)
  assert.deepEqual({ ...head.headers, date: '' }, { ...whole.headers, date: '' })
  const ranged = await get({ range: 'bytes=0-1' }, 'HEAD')
  assert.equal(ranged.status, 200)
})

test('a private render is for whoever has its grant, and kept by no one', async () => {
  const url = await store.grantRead('renders/private/a/large.webp', 600)
  const shown = await fetch(url)
  assert.deepEqual([shown.status, await shown.text()], [200, 'between us'])
  assert.equal(shown.headers.get('cache-control'), 'private, no-store')
  const expired = await fetch(await store.grantRead('renders/private/a/large.webp', -1))
  assert.equal(expired.status, 403)
  assert.match(await expired.text(), /Open the conversation again/)
  const other = await fetch(url.replace('large.webp', 'other.webp'))
  assert.equal(other.status, 403, 'whether there is such a picture is not told')
  assert.equal((await fetch(`${tier.origin}/renders/private/a/large.webp`)).status, 403)
})

for (const [title, headers, status] of [
  ['the ETag', (etag: string) => ({ 'if-none-match': etag }), 304],
  ['one of several ETags', (etag: string) => ({ 'if-none-match': `"other", ${etag}` }), 304],
  ['the ETag as a weak one', (etag: string) => ({ 'if-none-match': `W/${etag}` }), 304],
  ['any ETag', () => ({ 'if-none-match': '*' }), 304],
  ['another ETag', () => ({ 'if-none-match': '"other"' }), 200],
  [
    'another ETag, whose date is ignored',
    () => ({ 'if-none-match': '"other"', 'if-modified-since': new Date().toUTCString() }),
    200,
  ],
  ['a date since then', () => ({ 'if-modified-since': new Date().toUTCString() }), 304],
  ['a date before', () => ({ 'if-modified-since': new Date(0).toUTCString() }), 200],
  ['no date at all', () => ({ 'if-modified-since': 'yesterday' }), 200],
  ['the wrong ETag to match', () => ({ 'if-match': '"other"' }), 412],
  ['the ETag to match', (etag: string) => ({ 'if-match': etag }), 200],
  ['a date that it must not be newer than', () => ({ 'if-unmodified-since': new Date(0).toUTCString() }), 412],
] as const) {
  test(`asked with ${title} it is ${status}`, async () => {
    const { headers: known } = await get()
    const answer = await get(headers(known.etag ?? ''))
    assert.equal(answer.status, status)
    assert.equal(answer.headers.etag, known.etag)
    assert.equal(answer.body.length, status === 200 ? 10 : 0)
  })
}

for (const [range, status, body, contentRange] of [
  ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
  ['bytes=4-', 206, '456789', 'bytes 4-9/10'],
  ['bytes=-3', 206, '789', 'bytes 7-9/10'],
  ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
  ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
  ['bytes=9-9', 206, '9', 'bytes 9-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
  ['bytes=-0', 416, '', 'bytes */10'],
  ['bytes=3-1', 200, '0123456789', undefined],
  ['bytes=0-1,4-5', 200, '0123456789', undefined],
  ['bytes=-', 200, '0123456789', undefined],
  ['lines=0-1', 200, '0123456789', undefined],
  ['bytes=0-99999999999999999999', 200, '0123456789', undefined],
] as const) {
  test(`Range: ${range} is ${status}`, async () => {
    const answer = await get({ range })
    assert.deepEqual(
      [answer.status, answer.body.toString(), answer.headers['content-range']],
      [status, body, contentRange],
    )
  })
}

test('a range stands only for what the client has a part of', async () => {
  const { headers } = await get()
  const range = 'bytes=0-1'
  const lastModified = headers['last-modified'] ?? ''
  assert.equal((await get({ range, 'if-range': headers.etag ?? '' })).status, 206)
  assert.equal((await get({ range, 'if-range': lastModified })).status, 206)
  assert.equal((await get({ range, 'if-range': '"other"' })).status, 200)
  assert.equal((await get({ range, 'if-range': `W/${headers.etag}` })).status, 200)
  assert.equal((await get({ range, 'if-range': new Date(0).toUTCString() })).status, 200)
})

test('an object of no bytes is sent, and has no range', async () => {
  const whole = await rawRequest({ port, path: '/renders/public/none/x' })
  assert.deepEqual([whole.status, whole.body.length], [200, 0])
  const ranged = await rawRequest({ port, path: '/renders/public/none/x', headers: { range: 'bytes=0-' } })
  assert.equal(ranged.status, 416)
})

test('no spelling of an address reaches anything but the key that it spells', async () => {
  const escapes = [
    '/renders/public/../private/a/large.webp',
    '/renders/public/%2e%2e/private/a/large.webp',
    '/renders/public/%252e%252e/private/a/large.webp',
    '/renders/public/..%2fprivate%2fa%2flarge.webp',
    '/renders/public/..%5cprivate%5ca%5clarge.webp',
    '/renders/public\\..\\private\\a\\large.webp',
    '/renders/public/a/large.webp%00.png',
    '/renders/public/a//large.webp',
    '/renders//public/a/large.webp',
    '/renders/public/a/%6carge.webp',
    '/renders/public/a/.large.webp',
    '/renders/public/../../../../etc/passwd',
    '/../../etc/passwd',
    '/RENDERS/public/a/large.webp',
    '/objects/',
    '/',
    `/renders/public/${'a/'.repeat(4_000)}x`,
    'http://media/renders/public/a/large.webp',
  ]
  for (const spelling of escapes) {
    const { status, body } = await rawRequest({ port, path: spelling })
    assert.equal(status, 404, spelling)
    assert.match(body.toString(), /There is no picture at this address/)
  }
})

test('what is not there is a problem document that nobody keeps', async () => {
  const { status, headers, body } = await rawRequest({ port, path: '/renders/public/gone/large.webp' })
  assert.deepEqual([status, headers['cache-control']], [404, 'no-store'])
  assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.match(JSON.parse(body.toString()).detail, /may have been deleted, or not be ready yet/)
})

test('what is deleted is gone with the next request', async () => {
  await store.put('renders/public/deleted/x', Buffer.from('x'), webp)
  assert.equal((await rawRequest({ port, path: '/renders/public/deleted/x' })).status, 200)
  await store.delete(['renders/public/deleted/x'])
  assert.equal((await rawRequest({ port, path: '/renders/public/deleted/x' })).status, 404)
})

test('renders are changed by no request', async () => {
  for (const method of ['PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS']) {
    const answer = await rawRequest({ port, path, method, body: '' })
    assert.deepEqual([answer.status, answer.headers.allow], [405, 'GET, HEAD'], method)
  }
})

test('who may embed a render is as few as the origins allow', async () => {
  const { headers } = await get()
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin')
  assert.equal(resourcePolicy(pageOrigin, pageOrigin), 'same-origin')
  assert.equal(resourcePolicy(pageOrigin, 'https://media.porch.example'), 'same-site')
  assert.equal(resourcePolicy(pageOrigin, 'http://media.porch.example'), 'cross-origin')
  assert.equal(resourcePolicy('http://localhost:8080', 'http://media.localhost:8080'), 'cross-origin')
})

test('it says that it lives, and when it drains that it is not ready', async (context) => {
  let draining = false
  const leaving = await startTier({ draining: () => draining })
  context.after(() => leaving.close())
  assert.equal((await fetch(`${leaving.origin}/readyz`)).status, 200)
  draining = true
  assert.equal((await fetch(`${leaving.origin}/readyz`)).status, 503)
  assert.equal((await fetch(`${leaving.origin}/livez`)).status, 200)
})
