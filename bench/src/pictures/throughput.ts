import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { photograph } from '@porchlight/tests/system/pictures'
import { startNode } from '../child.ts'
import type { Options } from '../options.ts'
import type { Row } from '../report.ts'
import { median } from '../statistics.ts'
import type { Uploader } from './uploader.ts'

const pollMs = 200
/** Uploads at a time: the renders are what takes long, not these. */
const uploadsAtATime = 4

/** Round by round, so that a noisy neighbour disturbs both sides alike. */
export async function throughputRows(uploader: Uploader, { pictures }: Options): Promise<readonly Row[]> {
  const bytes = await photograph(4_000, 3_000)
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-bench-'))
  const file = join(directory, 'photograph.jpeg')
  try {
    await writeFile(file, bytes)
    const rounds: { direct: number; pipeline: number }[] = []
    for (let round = 0; round < pictures.rounds; round += 1) {
      const direct = (pictures.perRound / (await directMs(file, pictures.perRound))) * 1_000
      const pipeline = (pictures.perRound / (await pipelineMs(uploader, { bytes, count: pictures.perRound }))) * 1_000
      rounds.push({ direct, pipeline })
    }
    return [
      {
        what: 'throughput; the limit is sharp called directly on the same file, on all cores',
        measured: median(rounds.map(({ pipeline }) => pipeline)),
        unit: '/s',
        limit: median(rounds.map(({ direct }) => direct)),
        ratio: median(rounds.map(({ pipeline, direct }) => pipeline / direct)),
        promised: { atLeast: 0.9 },
      },
    ]
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function directMs(file: string, count: number): Promise<number> {
  const { stdout } = startNode({ entry: 'bench/src/pictures/direct.ts', args: [file, String(count)], output: 'pipe' })
  const ms = stdout === null ? Number.NaN : Number(await text(stdout))
  if (!(ms > 0)) throw new Error('sharp could not be measured')
  return ms
}

/** From the first upload's start to the last picture's being ready, as its owner is told. */
async function pipelineMs(uploader: Uploader, { bytes, count }: { bytes: Buffer; count: number }): Promise<number> {
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
  const done = await uploader.untilDone(ids, pollMs)
  const failed = done.find(({ state }) => state === 'failed')
  if (failed !== undefined) throw new Error(`A picture failed: ${failed.failure}`)
  return performance.now() - startedAt
}
