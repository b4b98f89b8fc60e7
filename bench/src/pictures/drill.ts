import { setTimeout as delay } from 'node:timers/promises'
import type { Picture } from '@porchlight/contract/pictures'
import { photograph } from '@porchlight/tests/system/pictures'
import { descendants } from '@porchlight/tests/system/processes'
import { interrupted } from '../child.ts'
import { withDatabase } from '../database.ts'
import type { Options } from '../options.ts'
import type { Row } from '../report.ts'
import type { RunningSystem } from '../running-system.ts'
import type { Uploader } from './uploader.ts'

const killEveryMs = 20_000
const uploadsAtATime = 4
const pollMs = 2_000
const reportEvery = 500
const imageFunction = /images\/src\/main\.ts process-image/

interface Drill {
  readonly system: RunningSystem
  readonly options: Options
  readonly progress: (what: string) => void
}

/** Every picture must end ready or failed with a reason, once. */
export async function drillRows(uploader: Uploader, drill: Drill): Promise<readonly Row[]> {
  const { system, options, progress } = drill
  const count = options.pictures.drillUploads
  const bytes = await photograph(320, 240)
  const working = new AbortController()
  const killing = killRepeatedly(system, working.signal)
  const startedAt = performance.now()
  const ids = await uploadAll(uploader, { bytes, count, progress })
  progress('all are uploaded; waiting for the last to end')
  const pictures = await uploader.untilDone(ids, pollMs)
  const seconds = (performance.now() - startedAt) / 1_000
  working.abort()
  const kills = await killing
  const left = await messagesLeft(system)
  return [
    { what: 'uploads', measured: ids.length, unit: '' },
    { what: 'kills of the image function', measured: kills, unit: '' },
    { what: 'ready', measured: having(pictures, 'ready'), unit: '' },
    { what: 'failed, with a reason', measured: pictures.filter(({ failure }) => failure !== null).length, unit: '' },
    none('lost', count - new Set(pictures.map(({ id }) => id)).size),
    none('doubled', pictures.length - new Set(pictures.map(({ id }) => id)).size),
    none('messages left in the queues', left),
    { what: 'took', measured: seconds, unit: 's' },
  ]
}

function having(pictures: readonly Picture[], state: Picture['state']): number {
  return pictures.filter((picture) => picture.state === state).length
}

function none(what: string, measured: number): Row {
  const ratio = measured === 0 ? 1 : Number.POSITIVE_INFINITY
  return { what, measured, unit: '', limit: 0, ratio, promised: { atMost: 1 } }
}

async function uploadAll(
  uploader: Uploader,
  { bytes, count, progress }: { bytes: Buffer; count: number; progress: (what: string) => void },
): Promise<readonly string[]> {
  const ids: string[] = []
  let left = count
  const upload = async () => {
    while (left > 0) {
      left -= 1
      ids.push((await uploader.upload(bytes)).id)
      if (ids.length % reportEvery === 0) progress(`${ids.length} uploaded`)
    }
  }
  await Promise.all(Array.from({ length: uploadsAtATime }, upload))
  return ids
}

async function killRepeatedly({ pid }: RunningSystem, done: AbortSignal): Promise<number> {
  let kills = 0
  const signal = AbortSignal.any([done, interrupted])
  while (!signal.aborted) {
    await delay(killEveryMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) break
    const victims = descendants(pid).filter(({ command }) => imageFunction.test(command))
    for (const victim of victims) process.kill(victim.pid, 'SIGKILL')
    kills += victims.length
  }
  return kills
}

async function messagesLeft({ place }: RunningSystem): Promise<number> {
  return withDatabase(place, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from functions.message where dead_at is null',
    )
    return rows[0]?.count ?? 0
  })
}
