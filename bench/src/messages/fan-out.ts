import type { Options } from '../options.ts'
import type { Row } from '../report.ts'
import { median } from '../statistics.ts'
import { FanOutSide } from './fan-out-side.ts'

const pages = 1_000
const everyMs = 25
const promisedShare = 0.7

/** One message to many open pages, beside ws doing nothing but sending, round by round. */
export async function fanOutRows({ messages: { rounds, perRound } }: Options): Promise<readonly Row[]> {
  const realtime = await FanOutSide.start('realtime', pages)
  const raw = await FanOutSide.start('raw', pages)
  try {
    for (const side of [realtime, raw]) await side.deliveriesPerCpuSecond(perRound, everyMs)
    const measured: { readonly ours: number; readonly limit: number }[] = []
    for (let round = 0; round < rounds; round += 1) {
      const ours = await realtime.deliveriesPerCpuSecond(perRound, everyMs)
      measured.push({ ours, limit: await raw.deliveriesPerCpuSecond(perRound, everyMs) })
    }
    return [
      {
        what: `deliveries per CPU second, to ${pages.toLocaleString('en-GB')} pages, beside raw ws`,
        measured: median(measured.map(({ ours }) => ours)),
        unit: '/s',
        limit: median(measured.map(({ limit }) => limit)),
        ratio: median(measured.map(({ ours, limit }) => ours / limit)),
        promised: { atLeast: promisedShare },
      },
    ]
  } finally {
    await Promise.all([realtime.stop(), raw.stop()])
  }
}
