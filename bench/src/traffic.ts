import { api } from '@porchlight/system/services'
import type { CpuGroup } from './cpu.ts'
import { duel, type Figures, middle, type Pace, ratio, type Side } from './duel.ts'
import type { LoadGenerator } from './load.ts'
import type { Target } from './load-job.ts'
import type { Row } from './report.ts'
import type { Asked, Scenario } from './scenario.ts'
import type { Subject } from './subject.ts'

/** 16 connections, as the promise about latency has it. */
export const connections = 16
const edgeP99LimitMs = 25
const mostTimesTheLimit = 2

export interface Traffic {
  readonly generator: LoadGenerator
  readonly subject: Subject
  readonly asked: Asked
  readonly pace: Omit<Pace, 'connections'>
  /** Whether the way through the edge is measured too. */
  readonly edge: 'through' | 'beside'
}

type SideName = 'api' | 'bare' | 'edge'

/** Loads `api` on its own sockets, the bare route, and `api` through the edge, in turn. */
export async function measureScenario(traffic: Traffic, scenario: Scenario): Promise<Map<SideName, Figures[]>> {
  const { subject, asked, generator, pace } = traffic
  const requests = scenario.requests(asked)
  const side = (targets: readonly Target[], server: CpuGroup): Side => ({
    targets,
    server,
    requests,
    expectedStatus: scenario.expectedStatus,
  })
  const processes = (pids: readonly number[]): CpuGroup => ({ kind: 'processes', pids })
  const sockets = (paths: readonly string[]): Target[] => paths.map((socketPath) => ({ socketPath }))
  const bareRequests = requests.map((request) => ({ ...request, path: `/${scenario.name}` }))
  const sides = new Map<SideName, Side>([
    ['api', side(sockets(subject.apiSockets), processes(subject.apiPids))],
    ['bare', { ...side(sockets(subject.limit.sockets), processes(subject.limit.pids)), requests: bareRequests }],
  ])
  if (traffic.edge === 'through') {
    sides.set('edge', side([{ port: subject.edge.port }], processes([subject.edge.pid])))
  }
  return await duel({ generator, database: subject.database }, sides, { ...pace, connections })
}

export function trafficRows(scenario: Scenario, figures: Map<SideName, Figures[]>): Row[] {
  const own = figures.get('api') ?? []
  const bare = figures.get('bare') ?? []
  const edge = figures.get('edge') ?? []
  const beside = (what: string, unit: string, figure: keyof Figures): Row => ({
    what,
    unit,
    measured: middle(own, figure),
    limit: middle(bare, figure),
    ratio: ratio(own, bare, figure),
  })
  const promised = scenario.isTimeline ? { promised: { atMost: mostTimesTheLimit } } : {}
  return [
    beside('requests a second', '', 'requestsPerSecond'),
    beside('p50', 'ms', 'p50Ms'),
    beside('p99', 'ms', 'p99Ms'),
    { ...beside(`CPU of ${api.name} per request`, 'ms', 'serverCpuMs'), ...promised },
    beside('CPU of PostgreSQL per request', 'ms', 'databaseCpuMs'),
    beside('bytes per answer', '', 'bytesPerAnswer'),
    ...(edge.length === 0 ? [] : edgeRows(edge, scenario)),
  ]
}

function edgeRows(edge: readonly Figures[], { isTimeline }: Scenario): Row[] {
  const row = (what: string, unit: string, figure: keyof Figures): Row => ({
    what: `through the edge: ${what}`,
    unit,
    measured: middle(edge, figure),
  })
  return [
    row('requests a second', '', 'requestsPerSecond'),
    row('p50', 'ms', 'p50Ms'),
    { ...row('p99', 'ms', 'p99Ms'), ...(isTimeline && { limit: edgeP99LimitMs, promised: { atMost: 1 } }) },
    row('CPU of edge per request', 'ms', 'serverCpuMs'),
  ]
}
