import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { renditionSizes } from '@porchlight/contract/pictures'
import sharp, { type Sharp } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import { portraits } from './portraits.ts'
import { banners, scenes } from './scenes.ts'

/*
 * Draws the pictures of the sample content and writes them as the image function would: `node
 * api/src/samples/drawing/main.ts`, after a change here. What it writes is committed, for `api` has no codecs.
 */

const directory = new URL('../pictures/', import.meta.url)
const encoders = {
  avif: (image: Sharp) => image.avif({ quality: 50, effort: 6 }),
  webp: (image: Sharp) => image.webp({ quality: 72, effort: 6 }),
} as const

async function main(): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory)
  const drawings = Object.entries({ ...scenes, ...banners, ...portraits })
  const described = await Promise.all(drawings.map(async ([name, svg]) => [name, await render(name, svg)]))
  await writeFile(new URL('pictures.json', directory), `${JSON.stringify(Object.fromEntries(described), null, 2)}\n`)
}

async function render(name: string, svg: string) {
  const { data, info } = await sharp(Buffer.from(svg)).flatten().png().toBuffer({ resolveWithObject: true })
  const renditions = []
  for (const [size, side] of Object.entries(renditionSizes)) {
    const shrunk = sharp(data).resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    if (size !== 'thumbnail' && side > renditionSizes.medium && info.width <= renditionSizes.medium) continue
    for (const [format, encode] of Object.entries(encoders)) {
      const file = `${name}.${size}.${format}`
      const {
        width,
        height,
        size: bytes,
      } = await encode(shrunk.clone()).toFile(fileURLToPath(new URL(file, directory)))
      renditions.push({ name: size, format, width, height, bytes, file })
    }
  }
  return { width: info.width, height: info.height, ...(await placeholderOf(data)), renditions }
}

async function placeholderOf(data: Buffer) {
  const small = sharp(data).resize({ width: 100, height: 100, fit: 'inside' })
  const { data: rgba, info } = await small.clone().ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const { dominant } = await small.stats()
  const colour = [dominant.r, dominant.g, dominant.b].map((part) => part.toString(16).padStart(2, '0')).join('')
  const placeholder = Buffer.from(rgbaToThumbHash(info.width, info.height, rgba)).toString('base64')
  return { placeholder, colour: `#${colour}` }
}

await main()
