import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { objectStoreContract } from '../testing/contract-suite.ts'
import { s3Credentials, startS3Server } from '../testing/s3-server.ts'
import { S3ObjectStore } from './s3-object-store.ts'

process.env.AWS_ACCESS_KEY_ID = s3Credentials.accessKeyId
process.env.AWS_SECRET_ACCESS_KEY = s3Credentials.secretAccessKey
const server = await startS3Server()
after(() => server.close())
const settings = { ...server, kind: 's3', region: 'eu-central-1', mediaOrigin: 'https://media.test' } as const
const store = new S3ObjectStore(settings)

objectStoreContract('S3', () => ({ store }))

test('what an upload may be is signed: length, type, once, and each word of metadata', async () => {
  const { url } = await store.grantUpload({
    key: 'uploads/public/signed',
    contentType: 'image/png',
    contentLength: 10,
    metadata: { purpose: 'post' },
    expiresInSeconds: 600,
  })
  const query = new URL(url).searchParams
  assert.equal(query.get('X-Amz-SignedHeaders'), 'content-length;content-type;host;if-none-match;x-amz-meta-purpose')
  assert.equal(query.get('X-Amz-Expires'), '600')
  assert.equal(query.has('x-amz-meta-purpose'), false)
})

test('more keys than one request takes are listed and deleted all the same', async () => {
  const few = new S3ObjectStore(settings, 3)
  const keys = Array.from({ length: 7 }, (_, index) => `renders/public/many/${index}`)
  for (const key of keys) await few.put(key, Buffer.from('x'), { contentType: 'image/webp' })
  const listed = await Array.fromAsync(few.list('renders/public/many/'))
  assert.deepEqual(listed.map(({ key }) => key).sort(), keys)
  await few.delete(keys)
  assert.deepEqual(await Array.fromAsync(few.list('renders/public/many/')), [])
})

test('an expired grant is refused', async () => {
  const granted = await store.grantUpload({
    key: 'uploads/public/late',
    contentType: 'image/png',
    contentLength: 4,
    metadata: {},
    expiresInSeconds: 1,
  })
  await delay(1_500)
  const answer = await fetch(granted.url, { method: 'PUT', headers: granted.headers, body: 'data' })
  assert.equal(answer.status, 403)
  assert.match(await answer.text(), /AccessDenied/)
})

test('without the right secret nothing is read', async () => {
  process.env.AWS_SECRET_ACCESS_KEY = 'another-secret'
  const stranger = new S3ObjectStore(settings)
  await assert.rejects(stranger.get('uploads/public/signed'), /SignatureDoesNotMatch/)
  process.env.AWS_SECRET_ACCESS_KEY = s3Credentials.secretAccessKey
})
