import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ObjectNotFound, type ObjectStore, type Upload, type UploadGrant } from '../object-store.ts'

export interface StoreUnderTest {
  readonly store: ObjectStore
}

/** What every adapter does. `store` gives one that the whole suite shares. */
export function objectStoreContract(adapter: string, open: () => StoreUnderTest): void {
  const it = (title: string, body: (subject: StoreUnderTest) => Promise<void>) =>
    test(`${adapter}: ${title}`, () => body(open()))

  it('gives back what was put, with its properties', async ({ store }) => {
    const metadata = { purpose: 'post', 'focal-x': '0.25' }
    await store.put('renders/public/a/large.webp', bytes('a picture'), { contentType: 'image/webp', metadata })
    const found = await store.get('renders/public/a/large.webp')
    assert.equal(await text(found.body), 'a picture')
    assert.match(found.etag, /^"[^"]+"$/)
    const { contentLength, contentType } = found
    assert.deepEqual(
      { contentLength, contentType, metadata: found.metadata },
      { contentLength: 9, contentType: 'image/webp', metadata },
    )
  })

  it('puts a whole object in place of what was there, under another ETag', async ({ store }) => {
    await store.put('renders/public/b/large.webp', bytes('older and longer'), { contentType: 'image/webp' })
    const { etag } = await store.get('renders/public/b/large.webp')
    await store.put('renders/public/b/large.webp', bytes('newer'), { contentType: 'image/avif' })
    const found = await store.get('renders/public/b/large.webp')
    assert.deepEqual([await text(found.body), found.contentType, found.metadata], ['newer', 'image/avif', {}])
    assert.notEqual(found.etag, etag)
  })

  it('keeps an object of no bytes and one of several megabytes', async ({ store }) => {
    const large = Buffer.alloc(3_000_001, 'porchlight')
    await store.put('renders/public/c/none', bytes(''), { contentType: 'image/webp' })
    await store.put('renders/public/c/large', large, { contentType: 'image/webp' })
    assert.equal(await text((await store.get('renders/public/c/none')).body), '')
    assert.ok(Buffer.from(await text((await store.get('renders/public/c/large')).body)).equals(large))
  })

  it('says that a key holds nothing', async ({ store }) => {
    await assert.rejects(store.get('renders/public/nothing/large.webp'), ObjectNotFound)
  })

  it('deletes what is there of the keys given', async ({ store }) => {
    await store.put('renders/public/d/one', bytes('1'), { contentType: 'image/webp' })
    await store.put('renders/public/d/two', bytes('2'), { contentType: 'image/webp' })
    await store.delete([])
    await store.delete(['renders/public/d/one', 'renders/public/d/never'])
    await assert.rejects(store.get('renders/public/d/one'), ObjectNotFound)
    assert.deepEqual(await keys(store, 'renders/public/d/'), ['renders/public/d/two'])
  })

  it('lists keys under a prefix with their sizes', async ({ store }) => {
    const since = Date.now() - 60_000
    for (const key of ['uploads/public/e1', 'uploads/private/e2', 'renders/public/e/x', 'renders/public/e2/y']) {
      await store.put(key, bytes(key), { contentType: 'image/webp' })
    }
    assert.deepEqual(await keys(store, 'uploads/'), ['uploads/private/e2', 'uploads/public/e1'])
    assert.deepEqual(await keys(store, 'uploads/public/e'), ['uploads/public/e1'])
    assert.deepEqual(await keys(store, 'renders/public/e/'), ['renders/public/e/x'])
    assert.deepEqual(await keys(store, 'renders/public/e'), ['renders/public/e/x', 'renders/public/e2/y'])
    assert.deepEqual(await keys(store, 'nothing/here/of/this'), [])
    for await (const { key, bytes, lastModified } of store.list('renders/public/e/')) {
      assert.equal(bytes, key.length)
      assert.ok(lastModified.getTime() > since)
    }
  })

  it('takes the upload that was granted, with its metadata, and gives it back', async ({ store }) => {
    const metadata = { purpose: 'avatar', 'focal-x': '0.5' }
    const grant = await store.grantUpload({ ...picture('g1'), metadata })
    assert.equal((await send(grant, 'some bytes')).status, 200)
    const found = await store.get('uploads/public/g1')
    assert.deepEqual([found.contentType, found.contentLength, found.metadata], ['image/png', 10, metadata])
    assert.equal(await text(found.body), 'some bytes')
    assert.ok(grant.expiresAt.getTime() > Date.now())
  })

  it('takes a grant once: a second upload is 412 and changes nothing', async ({ store }) => {
    const grant = await store.grantUpload(picture('g2'))
    assert.equal((await send(grant, 'some bytes')).status, 200)
    assert.equal((await send(grant, 'more bytes')).status, 412)
    const other = await store.grantUpload(picture('g2'))
    assert.equal((await send(other, 'more bytes')).status, 412)
    assert.equal(await text((await store.get('uploads/public/g2')).body), 'some bytes')
  })

  it('lets one of two uploads through that arrive together', async ({ store }) => {
    for (const round of [1, 2, 3, 4, 5]) {
      const grant = await store.grantUpload(picture(`race-${round}`))
      const answers = await Promise.all([send(grant, 'some bytes'), send(grant, 'more bytes')])
      const winner = answers.findIndex(({ status }) => status === 200)
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412])
      assert.equal(
        await text((await store.get(`uploads/public/race-${round}`)).body),
        ['some bytes', 'more bytes'][winner],
      )
    }
  })

  it('refuses whatever is not what was granted, and keeps nothing of it', async ({ store }) => {
    const grant = await store.grantUpload({ ...picture('g3'), metadata: { purpose: 'post' } })
    const changes: Record<string, UploadGrant> = {
      'another key': { ...grant, url: grant.url.replace('g3', 'g4') },
      'another type': { ...grant, headers: { ...grant.headers, 'content-type': 'image/svg+xml' } },
      'other metadata': { ...grant, headers: { ...grant.headers, 'x-amz-meta-purpose': 'banner' } },
      'a second time allowed': { ...grant, headers: without(grant.headers, 'if-none-match') },
      'no metadata': { ...grant, headers: without(grant.headers, 'x-amz-meta-purpose') },
      'a forged signature': { ...grant, url: forged(grant.url) },
      'no signature': { ...grant, url: grant.url.split('?', 1).join() },
    }
    for (const [change, altered] of Object.entries(changes)) {
      assert.equal((await send(altered, 'some bytes')).status, 403, change)
    }
    assert.equal((await send(grant, 'eleven byte')).status, 403, 'another length')
    assert.deepEqual([...(await keys(store, 'uploads/public/g3')), ...(await keys(store, 'uploads/public/g4'))], [])
    assert.equal((await send(grant, 'some bytes')).status, 200, 'what was granted is still good')
  })

  it('shows what is not public to whoever has a grant for it', async ({ store }) => {
    await store.put('renders/private/h/large.webp', bytes('between us'), { contentType: 'image/webp' })
    await store.put('renders/private/i/large.webp', bytes('between others'), { contentType: 'image/webp' })
    const url = await store.grantRead('renders/private/h/large.webp', 600)
    const answer = await fetch(url)
    assert.deepEqual([answer.status, await answer.text()], [200, 'between us'])
    for (const address of [url.split('?', 1).join(), forged(url), url.replace('/h/', '/i/')]) {
      const refused = await fetch(address)
      assert.equal(refused.status, 403)
      await refused.arrayBuffer()
    }
  })

  it('refuses metadata that a header would not carry as it is', async ({ store }) => {
    for (const metadata of [{ Purpose: 'post' }, { purpose: 'día' }, { purpose: 'a\r\nb: c' }, { 'a b': 'c' }]) {
      await assert.rejects(
        store.put('renders/public/f/x', bytes(''), { contentType: 'image/webp', metadata }),
        TypeError,
      )
    }
  })
}

/** An upload of ten bytes. */
function picture(name: string): Upload {
  return {
    key: `uploads/public/${name}`,
    contentType: 'image/png',
    contentLength: 10,
    metadata: {},
    expiresInSeconds: 600,
  }
}

async function send({ url, method, headers }: UploadGrant, body: string): Promise<Response> {
  const answer = await fetch(url, { method, headers, body })
  await answer.arrayBuffer()
  return answer
}

function without(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name))
}

/** The signature with its last digit changed. */
function forged(url: string): string {
  return url.replace(/(?<=signature=[0-9a-f]{63})./i, (digit) => (digit === '0' ? '1' : '0'))
}

export function bytes(content: string): Uint8Array {
  return Buffer.from(content)
}

export async function text(body: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.concat(await Array.fromAsync(body)).toString()
}

async function keys(store: ObjectStore, prefix: string): Promise<string[]> {
  return (await Array.fromAsync(store.list(prefix))).map(({ key }) => key).sort()
}
