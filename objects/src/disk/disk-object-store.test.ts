import assert from 'node:assert/strict'
import { readdir, readFile, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { bytes, objectStoreContract, text } from '../testing/contract-suite.ts'
import { startTier } from '../testing/running-tier.ts'
import { DiskObjectStore } from './disk-object-store.ts'

const tier = await startTier()
const { directory, store } = tier
after(() => tier.close())
const webp = { contentType: 'image/webp' }

objectStoreContract('disk', () => ({ store }))

test('no part of a key becomes part of a path', async () => {
  const escaping = [
    '../../../../tmp/escaped',
    'renders/../../escaped',
    'renders/public/%2e%2e%2f%2e%2e%2fescaped',
    'renders\\..\\..\\escaped',
    'renders/public/\0escaped',
    `renders/public/${'long'.repeat(5_000)}`,
    '/etc/passwd',
    '',
  ]
  for (const key of escaping) {
    await store.put(key, bytes(key), webp)
    assert.equal(await text((await store.get(key)).body), key)
  }
  const files = await readdir(join(directory, 'objects'), { recursive: true })
  assert.deepEqual(
    files.filter((path) => !/^[0-9a-f]{16}(?:\/[0-9a-f]{3}(?:\/[0-9a-f]{32}-[0-9a-f]{64})?)?$/.test(path)),
    [],
  )
  await store.delete(escaping)
})

test('nobody but the owner may read an object, and no draft is left', async () => {
  await store.put('renders/private/m/large.webp', bytes('private'), webp)
  const files = await readdir(join(directory, 'objects'), { recursive: true, withFileTypes: true })
  for (const entry of files) {
    const { mode } = await stat(join(entry.parentPath, entry.name))
    assert.equal(mode & 0o077, 0, entry.name)
  }
  assert.deepEqual(await readdir(join(directory, 'staging')), [])
})

test('an object that was cut short says so and does not hide the others', async () => {
  await store.put('renders/public/damaged/one', bytes('whole'), webp)
  await store.put('renders/public/damaged/two', bytes('whole'), webp)
  const { parentPath, name } = await fileWith(directory, 'renders/public/damaged/one')
  await truncate(join(parentPath, name), 7)
  await assert.rejects(store.get('renders/public/damaged/one'), /is damaged\. Put the file back/)
  const listed = await Array.fromAsync(store.list('renders/public/damaged/'))
  assert.deepEqual(
    listed.map(({ key }) => key),
    ['renders/public/damaged/two'],
  )
})

test('a body that was replaced before it was read is not given half and half', async () => {
  await store.put('renders/public/n/x', bytes('first'), webp)
  const first = await store.get('renders/public/n/x')
  await store.put('renders/public/n/x', bytes('second'), webp)
  await assert.rejects(text(first.body), /No object has the key/)
})

test('a program without the secret cannot grant', async () => {
  const reader = new DiskObjectStore({ directory, mediaOrigin: 'http://media.test', grantSecrets: [] })
  await assert.rejects(reader.grantRead('renders/private/m/large.webp', 600), /set PORCHLIGHT_GRANT_SECRET/)
})

async function fileWith(root: string, content: string) {
  const files = await readdir(join(root, 'objects'), { recursive: true, withFileTypes: true })
  for (const entry of files.filter((one) => one.isFile())) {
    if ((await readFile(join(entry.parentPath, entry.name), 'latin1')).includes(content)) return entry
  }
  throw new Error(`no file holds ${content}`)
}
