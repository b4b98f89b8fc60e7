import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import sharp, { type Sharp } from 'sharp'

/**
 * The limits: sharp called directly on the same files, as many at a time as there are cores, to the same renders by the
 * same settings (`images/src/rendering/encode.ts`), which are thrown away. `shared` decodes a file once for all renders,
 * `each` once for every render, as sharp's examples do. Prints the milliseconds that it took.
 */
sharp.cache(false)
sharp.concurrency(1)

const [file = '', count = '0', plan = 'shared'] = process.argv.slice(2)
const bytes = await readFile(file)

const sides = [160, 640, 1_600]

async function renderEach(): Promise<void> {
  for (const side of sides) {
    await inWebp(upright(side)).toBuffer()
    await inAvif(upright(side)).toBuffer()
  }
}

async function renderShared(): Promise<void> {
  const large = await pixelsOf(upright(1_600))
  for (const side of sides) {
    const pixels = side === 1_600 ? large : await pixelsOf(within(raw(large), side))
    await inWebp(raw(pixels)).toBuffer()
    await inAvif(raw(pixels)).toBuffer()
  }
}

function upright(side: number): Sharp {
  return within(sharp(bytes).rotate(), side)
}

function within(from: Sharp, side: number): Sharp {
  return from.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
}

function inWebp(from: Sharp): Sharp {
  return from.webp({ quality: 78, effort: 2 })
}

function inAvif(from: Sharp): Sharp {
  return from.avif({ quality: 50, effort: 0 })
}

type Pixels = Awaited<ReturnType<typeof pixelsOf>>

function pixelsOf(from: Sharp) {
  return from.raw().toBuffer({ resolveWithObject: true })
}

function raw({ data, info: { width, height, channels } }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } })
}

const startedAt = performance.now()
let left = Number(count)
const renderOne = plan === 'each' ? renderEach : renderShared
const worker = async () => {
  while (left > 0) {
    left -= 1
    await renderOne()
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, worker))
process.stdout.write(String(performance.now() - startedAt))
