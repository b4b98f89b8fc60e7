import { setTimeout as delay } from 'node:timers/promises'
import type { Messaging } from '@porchlight/messaging/client/messaging'
import { joinMembers, type SignedIn } from '../members.ts'
import type { Options } from '../options.ts'
import { knownProcesses } from '../process-kind.ts'
import { tickMs } from '../process-table.ts'
import type { Row } from '../report.ts'
import type { RunningSystem } from '../running-system.ts'
import { percentile } from '../statistics.ts'
import { openPage } from './members.ts'
import { type RawWrites, rawWrites } from './raw-writes.ts'

const perSecond = 100
const promised = { p50Ms: 10, p99Ms: 40, cpuMs: 1.5 }
const tuning = { gapRepair: true, idleMs: 60_000, settleMs: 3_000 }
/** Until compiled code is hot and caches are full. */
const warmUpMessages = 300
const lastMs = 20_000

/** Two members write to one another, each half of the messages, and PostgreSQL keeps as much by itself. */
export async function latencyRows(system: RunningSystem, { messages }: Options): Promise<readonly Row[]> {
  const [one, other] = await joinMembers(system, 2)
  if (one === undefined || other === undefined) throw new Error('Two must talk')
  const raw = await rawWrites(system.place, messages.sent, 1_000 / perSecond)
  const pages = [one, other].map((member) => openPage(system.place.origin, member, { tuning }))
  try {
    return rowsOf(await measure(system, { pages, members: [one, other], count: messages.sent }), raw)
  } finally {
    await Promise.all(pages.map((page) => page.stop()))
  }
}

interface Talk {
  readonly pages: readonly Messaging[]
  readonly members: readonly SignedIn[]
  readonly count: number
}

interface Measured {
  /** Ascending. */
  readonly latenciesMs: readonly number[]
  /** A message's, by what the processes are; `pages` is this process, which has both. */
  readonly cpuMs: ReadonlyMap<string, number>
}

async function measure(system: RunningSystem, { pages, members, count }: Talk): Promise<Measured> {
  const id = (await pages[0]?.openDirect(members[1]?.id ?? '')) ?? ''
  const arrived = new Map<string, number>()
  for (const [index, page] of pages.entries()) {
    page.follow(id, 0, ({ senderId, body }) => {
      if (senderId !== members[index]?.id && body !== null) arrived.set(body, performance.now())
    })
  }
  await say(pages, { id, count: warmUpMessages, arrived })
  const before = await cpuOf(system)
  const latenciesMs = await say(pages, { id, count, arrived })
  const after = await cpuOf(system)
  return {
    latenciesMs: latenciesMs.toSorted((a, b) => a - b),
    cpuMs: new Map([...after].map(([kind, ms]) => [kind, (ms - (before.get(kind) ?? 0)) / count])),
  }
}

interface Speech {
  readonly id: string
  readonly count: number
  readonly arrived: Map<string, number>
}

/** At an even pace, whether or not the one before has arrived. */
async function say(pages: readonly Messaging[], { id, count, arrived }: Speech): Promise<readonly number[]> {
  const sent = new Map<string, number>()
  const startedAt = performance.now()
  for (let index = 0; index < count; index += 1) {
    const ahead = startedAt + (index * 1_000) / perSecond - performance.now()
    if (ahead > 0) await delay(ahead)
    const body = `${startedAt} ${index}`
    sent.set(body, performance.now())
    void pages[index % pages.length]?.conversation(id).send({ body })
  }
  const deadline = performance.now() + lastMs
  while ([...sent.keys()].some((body) => !arrived.has(body))) {
    if (performance.now() > deadline) throw new Error('Not every message arrived')
    await delay(10)
  }
  return [...sent].map(([body, at]) => (arrived.get(body) ?? 0) - at)
}

/** What each kind of process has used, those that ended too. */
async function cpuOf({ pid }: RunningSystem): Promise<ReadonlyMap<string, number>> {
  const { user, system } = process.cpuUsage()
  const used = new Map([['pages', (user + system) / 1_000]])
  for (const { kind, cpuTicks, reapedCpuTicks } of await knownProcesses(pid)) {
    used.set(kind, (used.get(kind) ?? 0) + (cpuTicks + reapedCpuTicks) * tickMs)
  }
  return used
}

function rowsOf({ latenciesMs, cpuMs }: Measured, raw: RawWrites): readonly Row[] {
  const within = { atMost: 1 }
  return [
    { what: 'p50', measured: percentile(latenciesMs, 0.5), unit: 'ms', limit: promised.p50Ms, promised: within },
    { what: 'p99', measured: percentile(latenciesMs, 0.99), unit: 'ms', limit: promised.p99Ms, promised: within },
    {
      what: 'CPU a message, all processes and both pages',
      measured: [...cpuMs.values()].reduce((sum, ms) => sum + ms, 0),
      unit: 'ms',
      limit: promised.cpuMs,
      promised: within,
    },
    ...[...cpuMs]
      .toSorted(([, a], [, b]) => b - a)
      .map(([kind, measured]) => ({ what: `of it, ${kind}`, measured, unit: 'ms' })),
    { what: 'PostgreSQL alone, three rows a transaction, p50', measured: raw.p50Ms, unit: 'ms' },
    { what: 'PostgreSQL alone, p99', measured: raw.p99Ms, unit: 'ms' },
    { what: 'PostgreSQL alone, CPU a transaction, its client too', measured: raw.cpuMs, unit: 'ms' },
  ]
}
