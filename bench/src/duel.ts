import { type CpuGroup, readCpu } from './cpu.ts'
import type { LoadGenerator } from './load.ts'
import type { LoadJob, LoadRequest, Target } from './load-job.ts'
import { median } from './statistics.ts'

/** One of those who are asked for the same, in turn. */
export interface Side {
  readonly targets: readonly Target[]
  readonly requests: readonly LoadRequest[]
  readonly expectedStatus: number
  /** The processes whose CPU is put down to a request. */
  readonly server: CpuGroup
}

export interface Figures {
  readonly requestsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly serverCpuMs: number
  readonly databaseCpuMs: number
  readonly bytesPerAnswer: number
}

export interface Pace {
  readonly rounds: number
  readonly roundMs: number
  readonly warmUpMs: number
  readonly connections: number
}

export interface Tools {
  readonly generator: LoadGenerator
  /** The postmaster and all it starts. */
  readonly database: CpuGroup
}

/**
 * Loads every side in turn, round after round, so that what disturbs the machine disturbs all of them.
 *
 * @returns for each side its figures, one a round.
 */
export async function duel<Name extends string>(
  tools: Tools,
  sides: ReadonlyMap<Name, Side>,
  pace: Pace,
): Promise<Map<Name, Figures[]>> {
  const figures = new Map<Name, Figures[]>([...sides.keys()].map((name) => [name, []]))
  for (const side of sides.values()) await tools.generator.run(job(side, pace, pace.warmUpMs))
  for (let round = 0; round < pace.rounds; round += 1) {
    for (const [name, side] of sides) figures.get(name)?.push(await measure(tools, side, pace))
  }
  return figures
}

async function measure({ generator, database }: Tools, side: Side, pace: Pace): Promise<Figures> {
  const groups = [side.server, database]
  const before = await readCpu(groups)
  const result = await generator.run(job(side, pace, pace.roundMs))
  const after = await readCpu(groups)
  const perRequest = (index: number): number => ((after[index] ?? 0) - (before[index] ?? 0)) / result.requests
  return { ...result, serverCpuMs: perRequest(0), databaseCpuMs: perRequest(1) }
}

function job({ targets, requests, expectedStatus }: Side, { connections }: Pace, durationMs: number): LoadJob {
  return { targets: [...targets], requests: [...requests], expectedStatus, connections, durationMs }
}

/** The middle of a figure over the rounds. */
export function middle(rounds: readonly Figures[], figure: keyof Figures): number {
  return median(rounds.map((round) => round[figure]))
}

/** How many times the other's figure, round by round: the middle of the ratios, not the ratio of the middles. */
export function ratio(rounds: readonly Figures[], others: readonly Figures[], figure: keyof Figures): number {
  return median(
    rounds.flatMap((round, index) => {
      const other = others[index]
      return other === undefined || other[figure] === 0 ? [] : [round[figure] / other[figure]]
    }),
  )
}
