import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import sharp, { type Sharp } from 'sharp'

/**
 * The limit: sharp called directly on the same files, as many at a time as there are cores, to the same renders by the
 * same settings (`images/src/rendering/encode.ts`), which are thrown away. Prints the milliseconds that it took.
 */
sharp.cache(false)
sharp.concurrency(1)

const [file = '', count = '0'] = process.argv.slice(2)
const bytes = await readFile(file)

async function renderOne(): Promise<void> {
  const large = await shrink(sharp(bytes).rotate(), 1_600)
  for (const side of [160, 640, 1_600]) {
    const pixels = side === 1_600 ? large : await shrink(raw(large), side)
    await raw(pixels).webp({ quality: 78, effort: 2 }).toBuffer()
    await raw(pixels).avif({ quality: 50, effort: 0 }).toBuffer()
  }
}

type Pixels = Awaited<ReturnType<typeof shrink>>

function shrink(from: Sharp, side: number) {
  const within = { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const
  return from.resize(within).raw().toBuffer({ resolveWithObject: true })
}

function raw({ data, info: { width, height, channels } }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } })
}

const startedAt = performance.now()
let left = Number(count)
const worker = async () => {
  while (left > 0) {
    left -= 1
    await renderOne()
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, worker))
process.stdout.write(String(performance.now() - startedAt))
