import { setTimeout as delay } from 'node:timers/promises'
import { photograph } from '@porchlight/tests/system/pictures'
import type { Options } from '../options.ts'
import type { Row } from '../report.ts'
import { median } from '../statistics.ts'
import type { Uploader } from './uploader.ts'

const pollMs = 10
/** A place that started and has come to rest. */
const restMs = 10_000

interface Times {
  readonly firstMs: number
  readonly allMs: number
}

/** The first one meets a function that has loaded and not worked yet. */
export async function latencyRows(uploader: Uploader, { pictures }: Options): Promise<readonly Row[]> {
  const bytes = await photograph(4_000, 3_000)
  await delay(restMs)
  const cold = await timesOf(uploader, bytes)
  const warm: Times[] = []
  for (let round = 0; round < pictures.rounds; round += 1) warm.push(await timesOf(uploader, bytes))
  const first = { unit: 's', limit: 1, promised: { atMost: 1 } } as const
  const all = { unit: 's', limit: 3, promised: { atMost: 1 } } as const
  return [
    {
      what: 'first render there, the function warm',
      measured: median(warm.map(({ firstMs }) => firstMs)) / 1_000,
      ...first,
    },
    { what: 'all renders there, the function warm', measured: median(warm.map(({ allMs }) => allMs)) / 1_000, ...all },
    { what: 'first render there, the first picture after the start', measured: cold.firstMs / 1_000, ...first },
    { what: 'all renders there, the first picture after the start', measured: cold.allMs / 1_000, ...all },
  ]
}

/** Until `api` says so to whoever asks, which is later than the store has them. */
async function timesOf(uploader: Uploader, bytes: Buffer): Promise<Times> {
  const { id, lastByteAt } = await uploader.upload(bytes)
  let firstMs: number | undefined
  while (true) {
    const [picture] = await uploader.read([id])
    if (picture?.state === 'failed') throw new Error(`The picture failed: ${picture.failure}`)
    const elapsedMs = performance.now() - lastByteAt
    if (picture !== undefined && picture.sources.length > 0) firstMs ??= elapsedMs
    if (picture?.state === 'ready') return { firstMs: firstMs ?? elapsedMs, allMs: elapsedMs }
    await delay(pollMs)
  }
}
