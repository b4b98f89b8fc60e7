import type { Messaging } from '../messaging.ts'
import type { Random } from '../ports.ts'
import { DrillClient, pause } from './drill-client.ts'
import { type DrillSize, planDrill } from './drill-plan.ts'
import { type FaultRates, type FaultyNetwork, faultyNetwork } from './faulty-network.ts'
import { seeded } from './random.ts'
import { faultsOf } from './verdict.ts'

export interface Drill extends DrillSize {
  readonly seed: number
  readonly memberIds: readonly string[]
  readonly rates: FaultRates
  /** @returns the new conversation's id; it has `firstEntries` entries already. */
  readonly makeConversation: (memberIds: readonly string[]) => Promise<string>
  readonly firstEntries: number
  readonly connect: (memberId: string, network: FaultyNetwork, random: Random) => Messaging
  /** What goes wrong on the server's side, again and again until all is said. */
  readonly disturb: (random: Random, networks: readonly FaultyNetwork[]) => Promise<void>
  readonly deadlineMs: number
  readonly progress?: (received: number) => void
}

export interface DrillReport {
  readonly seed: number
  readonly deliveries: number
  readonly elapsedMs: number
  /** None: every client has the same sequence, with every message once, in the order in which its sender sent it. */
  readonly faults: readonly string[]
}

/** Many clients talk over a bad network; in the end, all must have heard the same. */
export async function runDrill(drill: Drill): Promise<DrillReport> {
  const startedAt = Date.now()
  const random = seeded(drill.seed)
  const plan = planDrill(random, drill.memberIds, drill)
  const conversationIds: string[] = []
  for (const { memberIds } of plan.conversations) conversationIds.push(await drill.makeConversation(memberIds))
  const networks = drill.memberIds.map(() => faultyNetwork(seeded(random() * 2 ** 32), drill.rates))
  const clients = drill.memberIds.map((memberId, index) => {
    const mine = conversationIds.filter((_, place) => plan.conversations[place]?.memberIds.includes(memberId))
    const network = networks[index] ?? faultyNetwork(random, drill.rates)
    return new DrillClient(memberId, drill.connect(memberId, network, seeded(random() * 2 ** 32)), mine)
  })
  const deadline = AbortSignal.timeout(drill.deadlineMs)
  try {
    await talk({ ...drill, random, networks, clients, deadline }, (client) =>
      client.say(plan.lines.get(client.memberId) ?? [], conversationIds, deadline),
    )
    const expected = conversationIds.map((id, place) => {
      const lines = [...plan.lines.values()].flat().filter(({ conversation }) => conversation === place)
      return { id, entries: drill.firstEntries + lines.length }
    })
    await arrived(clients, expected, deadline)
    const deliveries = clients.reduce((sum, client) => sum + client.deliveries, 0)
    return { seed: drill.seed, deliveries, elapsedMs: Date.now() - startedAt, faults: faultsOf(clients, expected) }
  } finally {
    await Promise.all(clients.map(({ messaging }) => messaging.stop()))
  }
}

interface Talk extends Pick<Drill, 'disturb' | 'progress'> {
  readonly random: Random
  readonly networks: readonly FaultyNetwork[]
  readonly clients: readonly DrillClient[]
  readonly deadline: AbortSignal
}

async function talk(
  { clients, disturb, random, networks, deadline, progress }: Talk,
  say: (client: DrillClient) => Promise<void>,
): Promise<void> {
  let said = false
  const all = Promise.all(clients.map(say)).finally(() => {
    said = true
  })
  while (!said && !deadline.aborted) {
    await disturb(random, networks)
    progress?.(clients.reduce((sum, client) => sum + client.deliveries, 0))
  }
  await all
}

export interface Expected {
  readonly id: string
  readonly entries: number
}

async function arrived(clients: readonly DrillClient[], expected: readonly Expected[], deadline: AbortSignal) {
  const missing = () =>
    expected.some(({ id, entries }) =>
      clients.some(
        ({ received }) => (received.get(id)?.at(-1)?.number ?? entries) < entries || received.get(id)?.length === 0,
      ),
    )
  while (missing() && !deadline.aborted) await pause(20)
  // What comes twice would come now.
  await pause(100)
}
