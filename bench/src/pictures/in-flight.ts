import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { photograph } from '@porchlight/tests/system/pictures'
import { z } from 'zod'
import { interrupted, startNode } from '../child.ts'
import { readMemory } from '../memory.ts'
import type { Options } from '../options.ts'
import type { Row } from '../report.ts'
import type { RunningSystem } from '../running-system.ts'
import { percentile } from '../statistics.ts'
import type { Uploader } from './uploader.ts'

const uploads = 50
const sampleMs = 250
const pollMs = 1_000
const kinds = ['functions', 'images']

/** What the tier holds at its peak, and what everybody else notices of it. */
export async function inFlightRows(
  uploader: Uploader,
  { system, options }: { system: RunningSystem; options: Options },
): Promise<readonly Row[]> {
  const bytes = await photograph(4_000, 3_000)
  const quiet = await p99While(system, delay(options.pictures.quietMs))
  let peakBytes = 0
  const work = (async () => {
    const uploaded = await Promise.all(Array.from({ length: uploads }, () => uploader.upload(bytes)))
    await uploader.untilDone(
      uploaded.map(({ id }) => id),
      pollMs,
    )
  })()
  const sampling = repeatWhile(work, async () => {
    const memory = await readMemory(system.pid)
    peakBytes = Math.max(peakBytes, sum(kinds.map((kind) => memory.kinds.get(kind)?.bytes ?? 0)))
    await delay(sampleMs)
  })
  const busy = await p99While(system, work)
  await sampling
  return [
    {
      what: 'peak memory of the runner and all its functions (PSS)',
      measured: peakBytes / 1_000_000,
      unit: 'MB',
      limit: 600,
      promised: { atMost: 1 },
    },
    {
      what: "p99 of the community's timeline meanwhile; the limit is without",
      measured: busy,
      unit: 'ms',
      limit: quiet,
      promised: { atMost: 2 },
    },
  ]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

async function repeatWhile(work: Promise<unknown>, step: () => Promise<void>): Promise<void> {
  let going = true
  const end = () => {
    going = false
  }
  work.then(end, end)
  while (going && !interrupted.aborted) await step()
}

/** As a reader sees it, through the edge. @throws where an answer was no timeline. */
async function p99While(system: RunningSystem, work: Promise<unknown>): Promise<number> {
  const reader = startNode({
    entry: 'bench/src/pictures/timeline-reader.ts',
    args: [system.place.origin],
    output: 'inherit',
  })
  const failed = once(reader, 'exit').then(() => Promise.reject(new Error('The timeline could not be read')))
  await Promise.race([work, failed])
  const told = once(reader, 'message')
  reader.send('stop')
  const [times] = await Promise.race([told, failed])
  failed.catch(() => undefined)
  return percentile(
    z
      .array(z.number())
      .parse(times)
      .toSorted((a, b) => a - b),
    0.99,
  )
}
