import type { Options } from '../options.ts'
import type { Row } from '../report.ts'
import { median } from '../statistics.ts'
import { FanOutSide } from './fan-out-side.ts'

const pages = 1_000
const everyMs = 25
const promisedShare = 0.7

const openPages = 5_000
const promisedBytes = 400_000_000
const entries = `subscription {
  onEntry { conversationId number id kind senderId sentAt version count body replyTo attachments { pictureId } recipientIds }
}`
const signals = 'subscription { onSignal { kind at memberId conversationId delivered read notice recipientIds topic } }'
/** What a page has open. */
const queries = [entries, signals]

/** One message to many open pages, beside ws doing nothing but sending, round by round. */
export async function fanOutRows({ messages: { rounds, perRound } }: Options): Promise<readonly Row[]> {
  const realtime = await FanOutSide.start('realtime', pages, queries)
  const raw = await FanOutSide.start('raw', pages, queries)
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

export async function openConnectionRows(): Promise<readonly Row[]> {
  const realtime = await FanOutSide.start('realtime', openPages, queries)
  const raw = await FanOutSide.start('raw', openPages, [])
  try {
    const [measured, bare] = await Promise.all([realtime.pssBytes(), raw.pssBytes()])
    const what = `${openPages.toLocaleString('en-GB')} open connections`
    return [
      { what, measured: measured / 1e6, unit: 'MB', limit: promisedBytes / 1e6, promised: { atMost: 1 } },
      { what: `${what}, raw ws`, measured: bare / 1e6, unit: 'MB' },
    ]
  } finally {
    await Promise.all([realtime.stop(), raw.stop()])
  }
}
