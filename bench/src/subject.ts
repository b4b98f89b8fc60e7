import { dirname, join } from 'node:path'
import type { CpuGroup } from './cpu.ts'
import { type Limit, startLimit } from './limit.ts'
import { socketPath } from './place.ts'
import { type KnownProcess, knownProcesses } from './process-kind.ts'
import { recordRoutes } from './recording.ts'
import type { RunningSystem } from './running-system.ts'
import type { Asked, Scenario } from './scenario.ts'

/** Who is loaded: the replicas of `api`, the edge before them, and bare servers beside them. */
export interface Subject {
  readonly apiPids: readonly number[]
  readonly apiSockets: readonly string[]
  readonly edge: { readonly pid: number; readonly port: number }
  readonly limit: Limit
  /** The postmaster and all it starts. */
  readonly database: CpuGroup
}

/** Finds the processes of a running system and starts as many bare servers that do what `api` was seen to do. */
export async function openSubject(
  { pid, place }: RunningSystem,
  { scenarios, asked }: { scenarios: readonly Scenario[]; asked: Asked },
): Promise<Subject> {
  const processes = await knownProcesses(pid)
  const apiPids = processes.filter(({ kind }) => kind === 'api').map((entry) => entry.pid)
  const ownSocket = (name: string): string => join(dirname(place.data), `${name}.sock`)
  const routes = await recordRoutes(place, ownSocket('recorder'), { scenarios, asked })
  const slots = apiPids.map((_, index) => index + 1)
  return {
    apiPids,
    apiSockets: await Promise.all(slots.map((slot) => socketPath(place, `api.${slot}`))),
    edge: { pid: one(processes, ({ kind }) => kind === 'edge').pid, port: place.port },
    limit: await startLimit(
      place,
      slots.map((slot) => ownSocket(`limit.${slot}`)),
      routes,
    ),
    database: {
      kind: 'family',
      pid: one(processes, ({ kind, parentPid }) => kind === 'postgres' && parentPid === pid).pid,
    },
  }
}

function one(processes: readonly KnownProcess[], isIt: (entry: KnownProcess) => boolean): KnownProcess {
  const found = processes.find(isIt)
  if (found === undefined) {
    throw new Error(`The system lacks a process: it has ${processes.map(({ kind }) => kind).join(', ')}`)
  }
  return found
}
