import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { drawGif } from '../testing/pictures.ts'
import { Bench } from '../testing/process.ts'
import { sharp } from './sharp.ts'
import { Watermark } from './watermark.ts'

const text = { kind: 'text', text: '© Porch & <friends>' } as const
const navy = { create: { width: 800, height: 400, channels: 3, background: '#000080' } } as const

/** The lightest channel in a corner of 30 by 15 per cent: what is all navy has 128. */
async function lightest(picture: Buffer, corner: 'northwest' | 'southeast'): Promise<number> {
  const { width, height } = await sharp(picture).metadata()
  const box = { width: Math.floor(width * 0.3), height: Math.floor(height * 0.15) }
  const at = corner === 'northwest' ? { left: 0, top: 0 } : { left: width - box.width, top: height - box.height }
  const { channels } = await sharp(
    await sharp(picture)
      .extract({ ...at, ...box })
      .png()
      .toBuffer(),
  ).stats()
  return Math.max(...channels.slice(0, 2).map(({ max }) => max))
}

test('a text stands in its corner of pictures of posts, in every size and format, and nowhere on avatars', async () => {
  const bench = new Bench(await Watermark.load({ mark: text, position: 'southeast', opacity: 1 }))
  const bytes = await sharp(navy).png().toBuffer()
  await bench.process({ bytes, contentType: 'image/png', metadata: { purpose: 'post' } })
  for (const file of ['large.webp', 'large.avif', 'medium.webp']) {
    assert.ok((await lightest(bench.render(file), 'southeast')) > 200, file)
    assert.ok((await lightest(bench.render(file), 'northwest')) < 60, file)
  }
  await bench.process({ bytes, contentType: 'image/png', metadata: { purpose: 'avatar' } })
  assert.ok((await lightest(bench.render('large.webp'), 'southeast')) < 60)
})

test('its opacity is as set', async () => {
  const bench = new Bench(await Watermark.load({ mark: text, position: 'northwest', opacity: 0.4 }))
  await bench.process({ bytes: await sharp(navy).png().toBuffer(), contentType: 'image/png' })
  const seen = await lightest(bench.render('large.webp'), 'northwest')
  assert.ok(seen > 70 && seen < 135, `white at 0.4 on black is 102, was ${seen}`)
})

test('a picture file can be the mark, and stands on every frame of an animation', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-watermark-'))
  t.after(() => rm(directory, { recursive: true }))
  const path = join(directory, 'mark.png')
  await writeFile(
    path,
    await sharp({ create: { width: 60, height: 30, channels: 3, background: '#ff0000' } })
      .png()
      .toBuffer(),
  )
  const bench = new Bench(await Watermark.load({ mark: { kind: 'picture', path }, position: 'southeast', opacity: 1 }))
  await bench.process({ bytes: await drawGif({ width: 300, height: 200 }, 3), contentType: 'image/gif' })

  for (const page of [0, 1, 2]) {
    const frame = await sharp(bench.render('large.webp'), { page }).extract({
      left: 284,
      top: 188,
      width: 1,
      height: 1,
    })
    const [red = 0, green = 255] = await frame.removeAlpha().raw().toBuffer()
    assert.ok(red > 180 && green < 100, `frame ${page}: ${red}, ${green}`)
  }
})

test('a mark that is no picture is a fault at the start', async () => {
  const mark = { kind: 'picture', path: '/nowhere/mark.png' } as const
  await assert.rejects(
    Watermark.load({ mark, position: 'center', opacity: 1 }),
    /\/nowhere\/mark\.png cannot be read: give a PNG/,
  )
})
