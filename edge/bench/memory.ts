import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import type { Row } from '../../bench/src/report.ts'
import { compileFirewall } from '../src/firewall/compile.ts'
import { FirewallGate } from '../src/firewall/gate.ts'
import { bareSources } from '../src/firewall/sources.ts'
import { trafficRequest } from './traffic.ts'

const megabyte = 1_048_576
/** What may remain of noise: compiled code, and the collector's own tables. */
const limitMb = 4
/** So that every address has come by and every bounded memory is full. */
const warmUpShare = 0.2

/** What the gate holds on to after so many requests more, with addresses, paths and texts that vary, 1% of them attacks. */
export function memoryRows(requests: number): readonly Row[] {
  const clock = { ms: Date.UTC(2026, 0, 1) }
  let records = 0
  const evaluator = compileFirewall(firewall, bareSources({ now: () => clock.ms }))
  const gate = new FirewallGate(evaluator, () => {
    records += 1
  })
  const pass = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      clock.ms += 1
      const request = trafficRequest(index)
      if (request !== undefined) gate.judge(request)
    }
  }
  const warmUp = Math.ceil(requests * warmUpShare)
  pass(0, warmUp)
  const before = settled()
  records = 0
  pass(warmUp, warmUp + requests)
  const after = settled()
  return [
    { what: 'requests, one a millisecond by their clock', unit: '', measured: requests },
    { what: 'of them touched by a rule', unit: '', measured: records },
    {
      what: 'growth of what is in use after a collection',
      unit: 'MB',
      measured: Math.max(0, after.usedMb - before.usedMb),
      limit: limitMb,
      promised: { atMost: 1 },
    },
    { what: 'in use', unit: 'MB', measured: after.usedMb },
    { what: 'growth of resident memory', unit: 'MB', measured: after.residentMb - before.residentMb },
  ]
}

function settled(): { usedMb: number; residentMb: number } {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('Node has no gc')
  for (let turn = 0; turn < 3; turn += 1) collect()
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage()
  return { usedMb: (heapUsed + external + arrayBuffers) / megabyte, residentMb: rss / megabyte }
}
