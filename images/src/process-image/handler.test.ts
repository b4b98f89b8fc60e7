import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharp } from '../rendering/sharp.ts'
import { draw, drawGif, pixelAt } from '../testing/pictures.ts'
import { Bench, createdEvent, pictureId } from '../testing/process.ts'

const jpeg = 'image/jpeg'

test('a photograph becomes three sizes in two formats, none enlarged, and word of it comes twice', async () => {
  const bench = new Bench()
  const bytes = await draw({ width: 2000, height: 1000 }).jpeg().toBuffer()
  const event = await bench.process({ bytes, contentType: jpeg })

  assert.ok(event.type === 'picture.ready')
  const { width, height, animated, colour, renditions } = event.data
  assert.deepEqual({ width, height, animated }, { width: 2000, height: 1000, animated: false })
  assert.match(colour, /^#[0-9a-f]{6}$/)
  assert.deepEqual(renditions.map((file) => `${file.name}.${file.format} ${file.width}x${file.height}`).sort(), [
    'large.avif 1600x800',
    'large.webp 1600x800',
    'medium.avif 640x320',
    'medium.webp 640x320',
    'thumbnail.avif 160x80',
    'thumbnail.webp 160x80',
  ])
  for (const file of renditions) {
    const render = bench.render(`${file.name}.${file.format}`)
    const metadata = await sharp(render).metadata()
    assert.deepEqual([metadata.width, metadata.height, render.length], [file.width, file.height, file.bytes])
  }
  assert.deepEqual(
    bench.sent.map(({ id }) => id),
    [`picture-previewed-${pictureId}`, `picture-ready-${pictureId}`],
  )
  const [preview] = bench.sent
  assert.ok(preview?.event.type === 'picture.previewed')
  assert.deepEqual(
    preview.event.data.renditions.map(({ key }) => key),
    [`renders/public/${pictureId}/thumbnail.webp`],
  )
})

test('the same event twice gives the same objects and the same ids', async () => {
  const bench = new Bench()
  const bytes = await draw({ width: 300, height: 200 }).png().toBuffer()
  await bench.process({ bytes, contentType: 'image/png' })
  const first = new Map(bench.store.objects)
  await bench.process({ bytes, contentType: 'image/png' })

  assert.deepEqual(bench.store.objects, first)
  const ids = bench.sent.map(({ id }) => id)
  assert.deepEqual(ids.slice(2), ids.slice(0, 2))
})

test('a small picture keeps its size in every rendition', async () => {
  const bench = new Bench()
  const bytes = await draw({ width: 120, height: 40 }).webp({ lossless: true }).toBuffer()
  const event = await bench.process({ bytes, contentType: 'image/webp' })
  assert.ok(event.type === 'picture.ready')
  assert.equal(event.data.renditions.length, 6)
  assert.ok(event.data.renditions.every(({ width, height }) => width === 120 && height === 40))
})

test('a photograph held sideways is turned upright, and its size is that of the upright one', async () => {
  const bench = new Bench()
  const bytes = await draw({ width: 400, height: 200 }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const event = await bench.process({ bytes, contentType: jpeg })
  assert.ok(event.type === 'picture.ready')
  assert.deepEqual([event.data.width, event.data.height], [200, 400])
  const [red = 0, , blue = 255] = await pixelAt(bench.render('large.webp'), { x: 195, y: 5 })
  assert.ok(red > 150 && blue < 80, 'the corner that was top left is top right')
})

test('an avatar is the square around its focal point, a banner three times as wide as high', async () => {
  const bench = new Bench()
  const bytes = await draw({ width: 800, height: 200 }).png().toBuffer()
  const left = { purpose: 'avatar', 'focal-x': '0', 'focal-y': '0.5' }
  const avatar = await bench.process({ bytes, contentType: 'image/png', metadata: left })
  assert.ok(avatar.type === 'picture.ready')
  assert.ok(avatar.data.renditions.every(({ width, height }) => width === height))
  assert.ok(((await pixelAt(bench.render('medium.webp'), { x: 10, y: 10 }))[0] ?? 0) > 150)

  await bench.process({ bytes, contentType: 'image/png', metadata: { ...left, 'focal-x': '1' } })
  assert.ok(((await pixelAt(bench.render('medium.webp'), { x: 10, y: 10 }))[0] ?? 255) < 90)

  const banner = await bench.process({ bytes, contentType: 'image/png', metadata: { purpose: 'banner' } })
  assert.ok(banner.type === 'picture.ready')
  const large = banner.data.renditions.find(({ name }) => name === 'large')
  assert.deepEqual([large?.width, large?.height], [600, 200])
})

test('an animation stays one, with its delays and loops, behind a still thumbnail', async () => {
  const bench = new Bench()
  const bytes = await drawGif({ width: 700, height: 100 }, 4)
  const event = await bench.process({ bytes, contentType: 'image/gif' })
  assert.ok(event.type === 'picture.ready')
  assert.equal(event.data.animated, true)
  assert.deepEqual(
    event.data.renditions.map((file) => `${file.name}.${file.format} ${file.width}x${file.height}`),
    ['thumbnail.webp 160x23', 'medium.webp 640x91', 'large.webp 700x100'],
  )
  const medium = await sharp(bench.render('medium.webp'), { animated: true }).metadata()
  assert.deepEqual([medium.pages, medium.loop, medium.delay], [4, 3, [80, 80, 80, 80]])
  assert.equal((await sharp(bench.render('thumbnail.webp')).metadata()).pages ?? 1, 1)
})

test('transparency stays, and is no colour', async () => {
  const bench = new Bench()
  const background = { r: 0, g: 0, b: 0, alpha: 0 }
  const bytes = await sharp({ create: { width: 50, height: 50, channels: 4, background } })
    .png()
    .toBuffer()
  const event = await bench.process({ bytes, contentType: 'image/png' })
  assert.ok(event.type === 'picture.ready')
  assert.match(event.data.colour, /^#f[0-9a-f]f[0-9a-f]f[0-9a-f]$/)
  for (const file of ['large.webp', 'large.avif']) assert.ok((await sharp(bench.render(file)).metadata()).hasAlpha)
})

test('a picture of a private conversation goes where private ones are, and no cache shares it', async () => {
  const bench = new Bench()
  const bytes = await draw({ width: 20, height: 20 }).png().toBuffer()
  await bench.process({ bytes, contentType: 'image/png', audience: 'private' })
  const kept = bench.store.objects.get(`renders/private/${pictureId}/large.avif`)
  assert.equal(kept?.cacheControl, 'private, max-age=300')
})

test('an original that was deleted meanwhile ends without a word', async () => {
  const bench = new Bench()
  await bench.invoke(createdEvent(`uploads/public/${pictureId}`))
  assert.deepEqual(bench.sent, [])
})

test('keys are decoded as S3 encodes them; what is no upload of a picture is left alone', async () => {
  const bench = new Bench()
  const bytes = await draw({ width: 20, height: 20 }).png().toBuffer()
  await bench.upload({ bytes, contentType: 'image/png' })
  const removed = { eventName: 'ObjectRemoved:Delete', s3: { object: { key: `uploads/public/${pictureId}` } } }
  await bench.invoke({ Service: 'Amazon S3', Event: 's3:TestEvent' })
  await bench.invoke({ Records: [removed] })
  await bench.invoke(createdEvent('uploads/public/my+cat%2F1', '%E0%A4%A', `renders/public/${pictureId}/large.webp`))
  assert.deepEqual(bench.sent, [])
  await bench.invoke(createdEvent('uploads/other', `uploads%2Fpublic%2F${pictureId}`))
  assert.equal(bench.sent.length, 2)
})

test('a fault of ours is thrown, so that the event is tried again', async () => {
  const bench = new Bench()
  bench.store.get = async () => {
    throw new Error('the disk is gone')
  }
  await assert.rejects(bench.invoke(createdEvent(`uploads/public/${pictureId}`)), /the disk is gone/)
  assert.deepEqual(bench.sent, [])
})
