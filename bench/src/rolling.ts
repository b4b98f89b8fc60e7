import { eventually } from '@porchlight/tests/system/eventually'
import { type LoadRequest, OpenLoop } from '@porchlight/tests/system/open-loop'
import { descendants } from '@porchlight/tests/system/processes'
import type { Row } from './report.ts'
import type { RunningSystem } from './running-system.ts'

export const rollingTitle = 'Rolling restart of every service and of the edge, 500 requests/s'

/** Two workers in front, so that they are replaced too; the load comes as if from many addresses, by a trusted proxy. */
export const rollingSettings = { PORCHLIGHT_EDGE_PROCESSES: '2', PORCHLIGHT_TRUSTED_PROXIES: '127.0.0.0/8,::1' }

const perSecond = 500
const limitMs = 120_000
const replicas = /(?:api\/src|web\/server)\/main\.ts/
const edge = /edge\/src\/main\.ts/

const requests: readonly LoadRequest[] = ['/', '/api/timelines/community', '/api/community'].map((path) => ({
  method: 'GET',
  path,
  expected: 200,
  headers: { 'user-agent': 'bench' },
}))

export async function rollingRows(system: RunningSystem): Promise<readonly Row[]> {
  const before = pidsOf(system)
  const load = new OpenLoop({ origin: system.place.origin, perSecond, requests })
  process.kill(system.pid, 'SIGHUP')
  const tookMs = await eventually('every process has been replaced', limitMs, async () => {
    const now = pidsOf(system)
    return now.length === before.length && !before.some((pid) => now.includes(pid))
  })
  const { answered, failures } = await load.stop()
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0)
  return [
    { what: 'requests answered as they should be', measured: answered, unit: '' },
    {
      what: 'requests that failed',
      measured: failed,
      unit: '',
      limit: 0,
      ratio: failed === 0 ? 1 : Number.POSITIVE_INFINITY,
      promised: { atMost: 1 },
    },
    { what: `to replace ${before.length} processes`, measured: tookMs / 1_000, unit: 's' },
  ]
}

/** The edge's primary stays: it is the first of its processes. */
function pidsOf({ pid }: RunningSystem): readonly number[] {
  const all = descendants(pid)
  const matching = (command: RegExp) => all.filter((entry) => command.test(entry.command)).map((entry) => entry.pid)
  return [...matching(replicas), ...matching(edge).slice(1)]
}
