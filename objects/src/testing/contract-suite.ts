import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ObjectNotFound, type ObjectStore } from '../object-store.ts'

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

  it('refuses metadata that a header would not carry as it is', async ({ store }) => {
    for (const metadata of [{ Purpose: 'post' }, { purpose: 'día' }, { purpose: 'a\r\nb: c' }, { 'a b': 'c' }]) {
      await assert.rejects(
        store.put('renders/public/f/x', bytes(''), { contentType: 'image/webp', metadata }),
        TypeError,
      )
    }
  })
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
