import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { DiskObjectStore } from '../disk/disk-object-store.ts'
import { type RunningTier, startTier } from '../testing/running-tier.ts'
import { deliveryTimes } from './delivery.ts'
import { keyOf, objectCreated } from './object-created.ts'
import { EventSpool } from './spool.ts'

async function upload({ store }: RunningTier, name: string): Promise<void> {
  const granted = await store.grantUpload({
    key: `uploads/public/${name}`,
    contentType: 'image/png',
    contentLength: 4,
    metadata: {},
    expiresInSeconds: 600,
  })
  const { status } = await fetch(granted.url, { method: 'PUT', headers: granted.headers, body: 'data' })
  assert.equal(status, 200)
}

async function started(context: TestContext): Promise<RunningTier> {
  const tier = await startTier()
  context.after(() => tier.close())
  return tier
}

function spooled({ directory }: { directory: string }): Promise<string[]> {
  return readdir(join(directory, 'events'))
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(5)
}

test('each upload is told of as S3 tells of it, once taken never again', async (context) => {
  const tier = await started(context)
  await upload(tier, 'first')
  await tier.events.has(1)
  await upload(tier, 'second')
  await tier.events.has(2)
  await until(async () => (await spooled(tier)).length === 0)
  const [first, second] = tier.events.taken.map(({ Records: [record] }) => record)
  const { etag } = await tier.store.get('uploads/public/first')
  assert.deepEqual([first?.eventName, first?.s3.bucket.name], ['ObjectCreated:Put', 'pictures'])
  assert.deepEqual(first?.s3.object, {
    key: 'uploads/public/first',
    size: 4,
    eTag: etag.replaceAll('"', ''),
    sequencer: first?.s3.object.sequencer,
  })
  assert.ok((first?.s3.object.sequencer ?? '') < (second?.s3.object.sequencer ?? ''))
})

test('the key in an event is encoded as a form is', () => {
  const event = objectCreated({ bucket: 'b', key: 'uploads/a b+c/é', bytes: 1, etag: '"e"' })
  assert.equal(event.Records[0].s3.object.key, 'uploads/a+b%2Bc/%C3%A9')
  assert.equal(keyOf(event), 'uploads/a b+c/é')
})

test('uploads are taken while nobody takes events, and told of when someone does', async (context) => {
  const tier = await started(context)
  tier.events.answer(503)
  for (const name of ['a', 'b', 'c']) await upload(tier, name)
  assert.equal((await spooled(tier)).length, 3)
  tier.events.answer(202)
  await tier.events.has(3)
  await until(async () => (await spooled(tier)).length === 0)
  assert.deepEqual(new Set(tier.events.taken.map(keyOf)).size, 3)
})

test('an event that is refused is kept and holds up no other', async (context) => {
  const tier = await started(context)
  tier.events.answer(400)
  await upload(tier, 'refused')
  tier.events.answer(202)
  await upload(tier, 'fine')
  await tier.events.has(2)
  assert.deepEqual(new Set(tier.events.taken.map(keyOf)), new Set(['uploads/public/refused', 'uploads/public/fine']))
})

test('of events that a killed process left, those whose object is there are told, the others dropped', async (context) => {
  const directory = await mkdtemp('/tmp/porchlight-spool-')
  context.after(() => rm(directory, { recursive: true, force: true }))
  const spool = new EventSpool(join(directory, 'events'))
  const store = new DiskObjectStore({ directory, grantSecrets: [], mediaOrigin: 'http://media.test' })
  await store.put('uploads/public/there', Buffer.from('x'), { contentType: 'image/png' })
  for (const name of ['never', 'there']) {
    await spool.add(objectCreated({ bucket: 'pictures', key: `uploads/public/${name}`, bytes: 1, etag: '"e"' }))
  }
  const tier = await startTier({ directory, deliveryTimes: { ...deliveryTimes, rescanMs: 10, abandonedMs: -1 } })
  context.after(() => tier.close())
  await until(async () => (await spooled(tier)).length === 0)
  assert.deepEqual(tier.events.taken.map(keyOf), ['uploads/public/there'])
})
