import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { pictureLimits } from '@porchlight/contract/pictures'
import { maxUploadBytes } from '@porchlight/system/data'
import { DiskObjectStore } from '../disk/disk-object-store.ts'
import { ObjectNotFound, type UploadGrant } from '../object-store.ts'
import { rawRequest } from '../testing/raw-request.ts'
import { grantSecret, pageOrigin, startTier } from '../testing/running-tier.ts'

const older = 'an-older-secret-for-tests-0123456789'
const tier = await startTier({ grantSecrets: [grantSecret, older] })
const { store, port, directory } = tier
after(() => tier.close())

const png = { contentType: 'image/png', contentLength: 4, metadata: {}, expiresInSeconds: 600 }
const grant = (name: string, changes: Partial<typeof png> = {}): Promise<UploadGrant> =>
  store.grantUpload({ ...png, key: `uploads/public/${name}`, ...changes })

async function put({ url, headers }: UploadGrant, body = 'data') {
  const answer = await fetch(url, { method: 'PUT', headers, body })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** The request as it stands, its body left out. */
function raw({ url, headers }: UploadGrant, more: Record<string, string>) {
  return rawRequest({ port, path: url.slice(tier.origin.length), method: 'PUT', headers: { ...headers, ...more } })
}

test('an upload is answered with the ETag that the object has', async () => {
  const { status, headers } = await put(await grant('a'))
  assert.equal(status, 200)
  assert.equal(headers.get('etag'), (await store.get('uploads/public/a')).etag)
})

test('the largest picture passes as it is, and one byte more is 413 before any of it is sent', async () => {
  assert.equal(maxUploadBytes, pictureLimits.maxBytes)
  const largest = Buffer.alloc(maxUploadBytes, 'light')
  const granted = await grant('largest', { contentLength: maxUploadBytes })
  const answer = await fetch(granted.url, { method: 'PUT', headers: granted.headers, body: largest })
  assert.equal(answer.status, 200)
  assert.ok(Buffer.concat(await Array.fromAsync((await store.get('uploads/public/largest')).body)).equals(largest))
  const over = await grant('over', { contentLength: maxUploadBytes + 1 })
  const refused = await raw(over, { 'content-length': String(maxUploadBytes + 1), expect: '100-continue' })
  assert.deepEqual([refused.status, refused.continued], [413, false])
  assert.match(refused.body.toString(), /at most 25 MB/)
})

test('an upload in chunks is 411: its length was granted', async () => {
  const answer = await raw(await grant('chunks'), { 'transfer-encoding': 'chunked' })
  assert.equal(answer.status, 411)
  assert.match(answer.body.toString(), /Content-Length/)
})

test('who asks before sending is told to go on only when the upload is wanted', async () => {
  const granted = await grant('asked')
  const head = { ...granted.headers, 'content-length': '4', expect: '100-continue' }
  const path = granted.url.slice(tier.origin.length)
  const wanted = await rawRequest({ port, path, method: 'PUT', headers: head, body: 'data' })
  assert.deepEqual([wanted.status, wanted.continued], [200, true])
  const second = await raw(granted, { 'content-length': '4', expect: '100-continue' })
  assert.deepEqual([second.status, second.continued], [412, false])
})

test('an expired grant says so; a forged one says how to get a grant', async () => {
  const expired = await put(await grant('late', { expiresInSeconds: -1 }))
  assert.equal(expired.status, 403)
  const problem = JSON.parse(expired.text)
  assert.deepEqual([problem.type, problem.title, problem.status], ['about:blank', 'Forbidden', 403])
  assert.match(problem.detail, /has expired\. Ask for another/)
  const granted = await grant('late')
  const postponed = await put({ ...granted, url: granted.url.replace('expires=1', 'expires=2') })
  assert.equal(postponed.status, 403)
  assert.match(postponed.text, /Ask for a grant at POST \/api\/pictures/)
})

test('grants of an older secret are good until it is dropped', async () => {
  for (const [secret, status] of [
    [older, 200],
    ['a-secret-that-nobody-knows-0123456789', 403],
  ] as const) {
    const signer = new DiskObjectStore({ directory, grantSecrets: [secret], mediaOrigin: tier.origin })
    assert.equal((await put(await signer.grantUpload({ ...png, key: `uploads/public/${status}` }))).status, status)
  }
})

test('metadata beyond what was granted is refused', async () => {
  const granted = await grant('more')
  const answer = await put({ ...granted, headers: { ...granted.headers, 'x-amz-meta-purpose': 'avatar' } })
  assert.equal(answer.status, 403)
})

test('a read grant is no upload grant, and the other way round', async () => {
  const query = (url: string): string => url.slice(url.indexOf('?'))
  const granted = await grant('kinds')
  const read = await store.grantRead('uploads/public/kinds', 600)
  assert.equal((await put({ ...granted, url: read })).status, 403)
  await store.put('renders/private/kinds/x', Buffer.from('x'), png)
  const answer = await fetch(`${tier.origin}/renders/private/kinds/x${query(granted.url)}`)
  assert.equal(answer.status, 403)
})

test('an upload that is broken off leaves nothing, and may be sent again', async () => {
  const granted = await grant('broken', { contentLength: 500_000 })
  const socket = connect(port, '127.0.0.1')
  const head = Object.entries({ ...granted.headers, host: 'media', 'content-length': '500000' })
  socket.write(`PUT ${granted.url.slice(tier.origin.length)} HTTP/1.1\r\n`)
  socket.write(`${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${'x'.repeat(200_000)}`)
  await until(async () => (await staged()).length > 0)
  socket.destroy()
  await until(async () => (await staged()).length === 0)
  await assert.rejects(store.get('uploads/public/broken'), ObjectNotFound)
  assert.equal((await put(granted, 'x'.repeat(500_000))).status, 200)
})

test('an upload that takes too long is cut, with a reason, and leaves nothing', async (context) => {
  const hasty = await startTier({ uploadTimes: { limitMs: 60 } })
  context.after(() => hasty.close())
  const granted = await hasty.store.grantUpload({ ...png, key: 'uploads/public/slow' })
  const path = granted.url.slice(hasty.origin.length)
  const headers = { ...granted.headers, 'content-length': '4' }
  const answer = await rawRequest({ port: hasty.port, path, method: 'PUT', headers })
  assert.equal(answer.status, 408)
  assert.match(answer.body.toString(), /came too slowly/)
  assert.deepEqual(await readdir(join(hasty.directory, 'staging')), [])
  assert.deepEqual(await readdir(join(hasty.directory, 'events')), [])
})

test('originals are read by no one from outside, whatever grant is shown', async () => {
  await put(await grant('secret'))
  const read = await store.grantRead('uploads/public/secret', 600)
  for (const [url, method] of [
    [`${tier.origin}/uploads/public/secret`, 'GET'],
    [read, 'GET'],
    [read, 'HEAD'],
  ] as const) {
    const answer = await fetch(url, { method })
    assert.equal(answer.status, 404)
    assert.doesNotMatch(await answer.text(), /data/)
  }
})

test('scripts of the pages may upload from their origin, and no other scripts', async () => {
  const granted = await grant('cors')
  const preflight = (origin: string): Promise<Response> =>
    fetch(granted.url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type,if-none-match,x-amz-meta-purpose,authorization',
      },
    })
  const allowed = await preflight(pageOrigin)
  assert.equal(allowed.status, 204)
  assert.equal(allowed.headers.get('access-control-allow-origin'), pageOrigin)
  assert.equal(allowed.headers.get('access-control-allow-methods'), 'PUT')
  assert.equal(allowed.headers.get('access-control-allow-headers'), 'content-type, if-none-match, x-amz-meta-purpose')
  assert.equal((await preflight('https://evil.example')).headers.get('access-control-allow-origin'), null)
  const headers = { ...granted.headers, origin: pageOrigin }
  const answer = await put({ ...granted, headers })
  assert.equal(answer.headers.get('access-control-allow-origin'), pageOrigin)
  assert.equal(answer.headers.get('vary'), 'Origin')
  const again = await put({ ...granted, headers })
  assert.deepEqual([again.status, again.headers.get('access-control-allow-origin')], [412, pageOrigin])
})

test('any other method is 405 with those that are taken', async () => {
  const answer = await fetch(`${tier.origin}/uploads/public/x`, { method: 'DELETE' })
  assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'PUT, OPTIONS'])
})

function staged(): Promise<string[]> {
  return readdir(join(directory, 'staging'))
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(5)
}
