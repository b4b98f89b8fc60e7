import { setTimeout as delay } from 'node:timers/promises'
import { interrupted } from './child.ts'
import { inFreshClone } from './fresh-clone.ts'
import { readMemory } from './memory.ts'
import { inNewPlace, type Place } from './place.ts'
import type { Row } from './report.ts'
import { type RunningSystem, type StartTimes, startSystem } from './running-system.ts'
import { median } from './statistics.ts'

const limitsMs = { cold: 10_000, warm: 3_000 } as const
const memoryLimitMegabytes = 600

export interface StartUps {
  readonly first: StartTimes
  readonly cold: readonly StartTimes[]
  readonly warm: readonly StartTimes[]
  readonly memory: readonly Row[]
}

/** Starts a fresh clone, then here in new places and again in the same; the last one idles to be weighed. */
export async function measureStartUps({ startUps, idleMs }: { startUps: number; idleMs: number }): Promise<StartUps> {
  const cold: StartTimes[] = []
  const warm: StartTimes[] = []
  const first = await inFreshClone((root) => inNewPlace((place) => coldStart(place, root)))
  let memory: readonly Row[] = []
  // After an update the pages are built by the first start, which the fresh clone stands for.
  await inNewPlace(coldStart)
  for (let round = 1; round <= startUps; round += 1) {
    await inNewPlace(async (place) => {
      cold.push(await coldStart(place))
      warm.push(
        await warmStart(place, async (system) => {
          if (round === startUps) memory = await idleMemory(system, idleMs)
        }),
      )
    })
  }
  return { first, cold, warm, memory }
}

async function coldStart(place: Place, root?: string): Promise<StartTimes> {
  const system = await startSystem(place, {}, root)
  await system.stop()
  return system.times
}

async function warmStart(place: Place, use: (system: RunningSystem) => Promise<void>): Promise<StartTimes> {
  const system = await startSystem(place, {})
  try {
    await use(system)
    return system.times
  } finally {
    await system.stop()
  }
}

async function idleMemory(system: RunningSystem, idleMs: number): Promise<Row[]> {
  await delay(idleMs, undefined, { signal: interrupted })
  const { totalBytes, kinds } = await readMemory(system.pid)
  const megabytes = (bytes: number) => bytes / 1024 / 1024
  return [
    {
      what: 'all processes',
      unit: 'MB',
      measured: megabytes(totalBytes),
      limit: memoryLimitMegabytes,
      promised: { atMost: 1 },
    },
    ...[...kinds]
      .toSorted(([, a], [, b]) => b.bytes - a.bytes)
      .map(([kind, { count, bytes }]) => ({
        what: `${kind} (${count === 1 ? '1 process' : `${count} processes`})`,
        unit: 'MB',
        measured: megabytes(bytes),
      })),
  ]
}

export function startUpRows({ first, cold, warm }: StartUps): Row[] {
  return [
    ...timesRows('first run of a clone', [first], limitsMs.cold),
    ...timesRows('cold', cold, limitsMs.cold),
    ...timesRows('warm', warm, limitsMs.warm),
  ]
}

function timesRows(name: string, times: readonly StartTimes[], limit: number): Row[] {
  const row = (what: string, figure: keyof StartTimes): Row => ({
    what: `${name}, to ${what}`,
    unit: 'ms',
    measured: median(times.map((time) => time[figure])),
    limit,
    promised: { atMost: 1 },
  })
  return [
    row('the printed address', 'printedAddressMs'),
    row('the first page', 'firstPageMs'),
    row("api's first answer", 'firstAnswerMs'),
  ]
}
