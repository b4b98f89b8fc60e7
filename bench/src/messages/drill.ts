import { setTimeout as delay } from 'node:timers/promises'
import type { Tuning } from '@porchlight/messaging/client/client'
import { platformClock } from '@porchlight/messaging/client/platform'
import type { Random } from '@porchlight/messaging/client/ports'
import { type DrillReport, runDrill } from '@porchlight/messaging/client/testing/drill'
import type { FaultRates, FaultyNetwork } from '@porchlight/messaging/client/testing/faulty-network'
import { joinMembers, type SignedIn } from '../members.ts'
import { knownProcesses } from '../process-kind.ts'
import type { Row } from '../report.ts'
import type { RunningSystem } from '../running-system.ts'
import { openPage } from './members.ts'

const clients = 50
const groupSize = 5
/** Each client's clock is up to so much off, either way. */
const skewMs = 600_000
/** Now and then a page has a token that the server refuses. */
const refusedToken = 0.002
const tuning: Tuning = { gapRepair: true, idleMs: 15_000, settleMs: 1_000 }

const rates: FaultRates = {
  dropData: 0.01,
  doubleData: 0.01,
  lateData: 0.01,
  lateMs: 200,
  deafAfterStartMs: 50,
  killSocket: 0.000_5,
  muteSocket: 0.000_05,
  loseRequest: 0.005,
  loseAnswer: 0.005,
  refuse: 0.005,
}

export interface MessageDrill {
  readonly messages: number
  readonly seed: number
  readonly deadlineMs: number
  readonly progress: (what: string) => void
}

/** Many members talk while frames, answers, connections and the server itself are lost: all must have heard the same. */
export async function messageDrillRows(system: RunningSystem, drill: MessageDrill): Promise<readonly Row[]> {
  const members = await joinMembers(system, clients)
  const kills = { count: 0 }
  drill.progress(`seed ${drill.seed}`)
  const report = await talk({ ...drill, system, members, kills })
  for (const fault of report.faults.slice(0, 20)) drill.progress(fault)
  return rowsOf(report, { messages: drill.messages, kills: kills.count })
}

interface Talk extends MessageDrill {
  readonly system: RunningSystem
  readonly members: readonly SignedIn[]
  readonly kills: { count: number }
}

async function talk({ system, members, kills, progress, ...drill }: Talk): Promise<DrillReport> {
  const { origin } = system.place
  const byId = new Map(members.map((member) => [member.id, member]))
  const found = (id: string): SignedIn => {
    const member = byId.get(id)
    if (member === undefined) throw new Error(`Nobody is ${id}`)
    return member
  }
  let told = 0
  return runDrill({
    ...drill,
    clients,
    groupSize,
    memberIds: [...byId.keys()],
    rates,
    // Its making.
    firstEntries: 1,
    makeConversation: (memberIds) => makeGroup(origin, memberIds.map(found)),
    connect: (memberId, network, random) => connect(origin, found(memberId), { network, random }),
    disturb: (random, networks) => disturb(system, { random, networks, kills }),
    progress: (deliveries) => {
      if (deliveries < told + 10_000) return
      told = deliveries
      progress(`${deliveries} deliveries`)
    },
  })
}

async function makeGroup(origin: string, [maker, ...others]: readonly SignedIn[]): Promise<string> {
  if (maker === undefined) throw new Error('A group needs somebody')
  const page = openPage(origin, maker, { tuning })
  try {
    return await page.createGroup({ name: 'A drill', memberIds: others.map(({ id }) => id) })
  } finally {
    await page.stop()
  }
}

function connect(origin: string, member: SignedIn, { network, random }: { network: FaultyNetwork; random: Random }) {
  const skew = (random() - 0.5) * 2 * skewMs
  const clock = { ...platformClock, now: () => Date.now() + skew }
  const spoil = (token: string) => (random() < refusedToken ? `${token.slice(0, -8)}AAAAAAAA` : token)
  return openPage(origin, member, { tuning, clock, random, spoil, ...network })
}

interface Disturbance {
  readonly random: Random
  readonly networks: readonly FaultyNetwork[]
  readonly kills: { count: number }
}

/** Every few seconds a member's connections are cut; the server is killed about once in a minute or two. */
async function disturb(system: RunningSystem, { random, networks, kills }: Disturbance): Promise<void> {
  await delay(1_000 + random() * 4_000)
  networks[Math.floor(random() * networks.length)]?.cut()
  if (random() > 0.04) return
  const servers = (await knownProcesses(system.pid)).filter(({ kind }) => kind === 'appsync')
  for (const { pid } of servers) process.kill(pid, 'SIGKILL')
  kills.count += servers.length
}

function rowsOf(report: DrillReport, { messages, kills }: { messages: number; kills: number }): readonly Row[] {
  const { faults } = report
  return [
    { what: `messages among ${clients} clients, seed ${report.seed}`, measured: messages, unit: '' },
    { what: 'kills of the server', measured: kills, unit: '' },
    { what: 'deliveries', measured: report.deliveries, unit: '' },
    {
      what: 'clients or conversations with something lost, doubled, or out of order',
      measured: faults.length,
      unit: '',
      limit: 0,
      ratio: faults.length === 0 ? 1 : Number.POSITIVE_INFINITY,
      promised: { atMost: 1 },
    },
    { what: 'took', measured: report.elapsedMs / 1_000, unit: 's' },
  ]
}
