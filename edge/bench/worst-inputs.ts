import { firewall } from '@porchlight/system/web-acl/porchlight'
import type { Row } from '../../bench/src/report.ts'
import { compileFirewall } from '../src/firewall/compile.ts'
import type { Evaluator } from '../src/firewall/evaluator.ts'
import { maxInspectedBodyBytes } from '../src/firewall/inspected-request.ts'
import { bareSources } from '../src/firewall/sources.ts'
import { generateWorstInputs, type WorstInput } from './generate-worst-inputs.ts'
import { inspect, type WireRequest } from './judging/wire-request.ts'

const limitMs = 5
/** What took longer than this is asked again, so that a pause of the machine is not taken for a slow rule. */
const suspiciousMs = 1
const repeats = 7
const warmUps = 200

const places: Readonly<Record<string, (text: string) => WireRequest>> = {
  text: (text) => posted('text/plain', text),
  form: (text) => posted('application/x-www-form-urlencoded', `a=${text}`),
  JSON: (text) => posted('application/json', JSON.stringify({ a: text })),
  multipart: (text) =>
    posted(
      'multipart/form-data; boundary=b',
      `--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n${text}\r\n--b--\r\n`,
    ),
  XML: (text) => posted('text/xml', text),
  header: (text) => ({ method: 'GET', target: '/', headers: { referer: inHeader(text) } }),
  cookie: (text) => ({ method: 'GET', target: '/', headers: { cookie: `a=${inHeader(text)}` } }),
  query: (text) => ({ method: 'GET', target: `/?a=${inTarget(text)}` }),
  path: (text) => ({ method: 'GET', target: `/${inTarget(text)}` }),
}

/** The slowest of many inputs of 8 KB, in each place of a request, beside the limit. */
export function worstInputRows(): readonly Row[] {
  const evaluator = compileFirewall(firewall, bareSources())
  const inputs = generateWorstInputs(maxInspectedBodyBytes)
  const slowest = Object.entries(places).map(([place, write]) => ({ place, ...slowestOf(inputs, evaluator, write) }))
  return slowest
    .sort((one, other) => other.ms - one.ms)
    .map(({ place, name, ms }) => ({
      what: `${place}: ${name}`,
      unit: 'ms',
      measured: ms,
      limit: limitMs,
      promised: { atMost: 1 },
    }))
}

function slowestOf(
  inputs: readonly WorstInput[],
  evaluator: Evaluator,
  write: (text: string) => WireRequest,
): { name: string; ms: number } {
  for (const { text } of inputs.slice(0, warmUps)) timeOnce(evaluator, write(text))
  let slowest = { name: 'none', ms: 0 }
  for (const { name, text } of inputs) {
    const ms = time(evaluator, write(text))
    if (ms > slowest.ms) slowest = { name, ms }
  }
  return slowest
}

/** CPU time: the clock would tell how busy the machine is. The shortest of several, once the first was long. What the protocol stage refuses costs the firewall nothing. */
function time(evaluator: Evaluator, wire: WireRequest): number {
  let shortest = timeOnce(evaluator, wire)
  if (shortest < suspiciousMs) return shortest
  for (let turn = 1; turn < repeats; turn += 1) shortest = Math.min(shortest, timeOnce(evaluator, wire))
  return shortest
}

function timeOnce(evaluator: Evaluator, wire: WireRequest): number {
  const request = inspect(wire)
  if (request === undefined) return 0
  const before = process.threadCpuUsage()
  evaluator.judge(request)
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

function posted(type: string, body: string): WireRequest {
  return { method: 'POST', target: '/a', headers: { 'content-type': type }, body: Buffer.from(body) }
}

function inHeader(text: string): string {
  return Buffer.from(text.replace(/[\0\r\n]/g, ' ')).toString('latin1')
}

function inTarget(text: string): string {
  return text.replace(/[^\x21-\x7e]|[#\\]|%00/g, ' ').replaceAll(' ', '+')
}
