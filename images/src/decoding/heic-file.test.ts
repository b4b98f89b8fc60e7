import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PictureFault } from '../picture-fault.ts'
import { sharp } from '../rendering/sharp.ts'
import { drawHeic } from '../testing/heic/heic.ts'
import type { Yuv } from '../testing/heic/hevc.ts'
import { pixelAt } from '../testing/pictures.ts'
import { Bench } from '../testing/process.ts'
import { HeicFile } from './heic-file.ts'

const light: Yuv = [200, 128, 128]
const dark: Yuv = [40, 128, 128]
/** Dark on the left, light on the right. */
const colourAt = (column: number): Yuv => (column === 0 ? dark : light)

test('the samples of a HEIC come out as they went in', () => {
  const { data, ...rest } = new HeicFile(drawHeic({ columns: 2, rows: 1, colourAt })).decode()
  assert.deepEqual(rest, { width: 64, height: 32, channels: 3 })
  // Studio swing: (40 - 16) * 255 / 219, (200 - 16) * 255 / 219, to whole numbers as libheif rounds
  assert.deepEqual([...data.subarray(0, 3)], [28, 28, 28])
  assert.deepEqual([...data.subarray(32 * 3, 32 * 3 + 3)], [215, 215, 215])
})

test('a HEIC from a phone that was held sideways becomes an upright picture', async () => {
  const bench = new Bench()
  const bytes = drawHeic({ columns: 2, rows: 1, colourAt, turns: 3 })
  const event = await bench.process({ bytes, contentType: 'image/heic' })
  assert.ok(event.type === 'picture.ready')
  assert.deepEqual([event.data.width, event.data.height], [32, 64])
  const [above = 255] = await pixelAt(bench.render('large.webp'), { x: 16, y: 8 })
  const [below = 0] = await pixelAt(bench.render('large.webp'), { x: 16, y: 56 })
  assert.ok(above < 60 && below > 180, 'what was left is above')
})

test('a size beyond the limit is refused before anything is decoded', () => {
  const bytes = drawHeic({ columns: 2, rows: 1, colourAt, claimedSize: { width: 10_000, height: 10_000 } })
  assert.throws(
    () => new HeicFile(bytes),
    (error) => error instanceof PictureFault && error.failure === 'too_many_pixels',
  )
})

test('a bit stream of another size than its container claims is damaged', () => {
  const file = new HeicFile(drawHeic({ columns: 2, rows: 1, colourAt, claimedSize: { width: 640, height: 320 } }))
  assert.throws(
    () => file.decode(),
    (error) => error instanceof PictureFault && error.failure === 'damaged',
  )
})

test('the colours of a phone with a wide gamut are turned into sRGB', async () => {
  const red: Yuv = [100, 110, 180]
  const drawing = { columns: 1, rows: 1, colourAt: () => red }
  const p3 = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .withIccProfile('p3')
    .png()
    .toBuffer()
  const { icc } = await sharp(p3).metadata()
  assert.ok(icc)
  const plain = new Bench()
  await plain.process({ bytes: drawHeic(drawing), contentType: 'image/heic' })
  const wide = new Bench()
  await wide.process({ bytes: drawHeic({ ...drawing, profile: icc }), contentType: 'image/heic' })

  const at = { x: 16, y: 16 }
  const [plainRed = 255] = await pixelAt(plain.render('large.webp'), at)
  const [wideRed = 0] = await pixelAt(wide.render('large.webp'), at)
  assert.ok(wideRed > plainRed + 5, `a red of Display P3 is a stronger one in sRGB: ${plainRed}, ${wideRed}`)
})
