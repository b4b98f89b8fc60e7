import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { photograph } from '@porchlight/tests/system/pictures'
import { interrupted, startNode } from '../child.ts'
import { withDatabase } from '../database.ts'
import type { Options } from '../options.ts'
import type { Row } from '../report.ts'
import type { RunningSystem } from '../running-system.ts'
import { median } from '../statistics.ts'
import type { Uploader } from './uploader.ts'

const pollMs = 50
/** Uploads at a time: the renders are what takes long, not these. */
const uploadsAtATime = 4

type Plan = 'shared' | 'each'
/** Pictures a second, of all cores. */
type Round = Readonly<Record<Plan | 'pipeline', number>>

/** Round by round, so that a noisy neighbour disturbs both sides alike. */
export async function throughputRows(
  uploader: Uploader,
  { system, options: { pictures } }: { system: RunningSystem; options: Options },
): Promise<readonly Row[]> {
  const bytes = await photograph(4_000, 3_000)
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-bench-'))
  const file = join(directory, 'photograph.jpeg')
  try {
    await writeFile(file, bytes)
    const rounds: Round[] = []
    for (let round = 0; round < pictures.rounds; round += 1) {
      const count = pictures.perRound
      const perSecond = (ms: number): number => (count / ms) * 1_000
      rounds.push({
        shared: perSecond(await directMs(file, { count, plan: 'shared' })),
        each: perSecond(await directMs(file, { count, plan: 'each' })),
        pipeline: perSecond(await pipelineMs(uploader, { system, bytes, count })),
      })
    }
    return [
      rowOf(
        'throughput; the limit is sharp called directly, which decodes a file once for each render',
        rounds,
        'each',
      ),
      rowOf('the same; the limit is sharp called directly, which decodes it once for all renders', rounds, 'shared'),
    ]
  } finally {
    await rm(directory, { recursive: true })
  }
}

function rowOf(what: string, rounds: readonly Round[], limit: Plan): Row {
  return {
    what,
    measured: median(rounds.map(({ pipeline }) => pipeline)),
    unit: '/s',
    limit: median(rounds.map((round) => round[limit])),
    ratio: median(rounds.map((round) => round.pipeline / round[limit])),
    promised: { atLeast: 0.9 },
  }
}

async function directMs(file: string, { count, plan }: { count: number; plan: Plan }): Promise<number> {
  const { stdout } = startNode({
    entry: 'bench/src/pictures/direct.ts',
    args: [file, String(count), plan],
    output: 'pipe',
  })
  const ms = stdout === null ? Number.NaN : Number(await text(stdout))
  if (!(ms > 0)) throw new Error('sharp could not be measured')
  return ms
}

/** From the first upload's start until `api` has been notified of the last picture. */
async function pipelineMs(
  uploader: Uploader,
  { system, bytes, count }: { system: RunningSystem; bytes: Buffer; count: number },
): Promise<number> {
  const startedAt = performance.now()
  const ids: string[] = []
  let left = count
  const upload = async () => {
    while (left > 0) {
      left -= 1
      ids.push((await uploader.upload(bytes)).id)
    }
  }
  await Promise.all(Array.from({ length: uploadsAtATime }, upload))
  await untilReady(system, ids)
  return performance.now() - startedAt
}

/** Asks the database, which costs next to nothing: pages are told, and ask nobody. */
async function untilReady({ place }: RunningSystem, ids: readonly string[]): Promise<void> {
  await withDatabase(place, async (client) => {
    for (;;) {
      interrupted.throwIfAborted()
      const { rows } = await client.query<{ state: string; failure: string | null; count: number }>(
        'select state, failure, count(*)::int as count from picture where id = any($1) group by 1, 2',
        [ids],
      )
      const failed = rows.find(({ state }) => state === 'failed')
      if (failed !== undefined) throw new Error(`A picture failed: ${failed.failure}`)
      if (rows.every(({ state, count }) => state === 'ready' && count === ids.length)) return
      await delay(pollMs)
    }
  })
}
