import type { Entry } from '../wire.ts'
import type { Expected } from './drill.ts'
import type { DrillClient } from './drill-client.ts'

/** What is wrong with what the clients were given; at most a few of each kind. */
export function faultsOf(clients: readonly DrillClient[], expected: readonly Expected[]): readonly string[] {
  const sent = Map.groupBy(
    clients.flatMap((client) => client.sent),
    ({ conversationId }) => conversationId,
  )
  return expected.flatMap(({ id, entries }) => {
    const there = clients.filter(({ received }) => received.has(id))
    const first = there[0]?.received.get(id) ?? []
    return [
      ...there.flatMap((client) => sequenceFaults(client, id, entries)),
      ...there
        .filter((client) => !same(first, client.received.get(id) ?? []))
        .map((client) => `${client.memberId} has another sequence of ${id}`),
      ...sendingFaults(
        first,
        (sent.get(id) ?? []).map((line) => line.id),
      ),
      ...clients.flatMap((client) => orderFaults(client, id, first)),
    ].slice(0, 5)
  })
}

function sequenceFaults({ memberId, received }: DrillClient, id: string, expected: number): string[] {
  const entries = received.get(id) ?? []
  const misplaced = entries.findIndex(({ number }, index) => number !== index + 1)
  const number = entries[misplaced]?.number
  return [
    ...(entries.length === expected ? [] : [`${memberId} has ${entries.length} of ${expected} entries of ${id}`]),
    ...(misplaced === -1 ? [] : [`${memberId} has number ${number} in place of ${misplaced + 1} in ${id}`]),
  ]
}

function same(some: readonly Entry[], others: readonly Entry[]): boolean {
  return some.length === others.length && some.every(({ id }, index) => id === others[index]?.id)
}

function sendingFaults(entries: readonly Entry[], sent: readonly string[]): string[] {
  const received = entries.filter(({ kind }) => kind === 'MESSAGE').map(({ id }) => id)
  const unique = new Set(received)
  const lost = sent.filter((id) => !unique.has(id))
  return [
    ...(unique.size === received.length ? [] : [`${received.length - unique.size} messages are there twice`]),
    ...(lost.length === 0 ? [] : [`${lost.length} messages that were sent are not there`]),
    ...(unique.size > sent.length ? [`${unique.size - sent.length} messages are there that nobody sent`] : []),
  ]
}

function orderFaults({ memberId, sent }: DrillClient, id: string, entries: readonly Entry[]): string[] {
  const order = entries.filter(({ kind, senderId }) => kind === 'MESSAGE' && senderId === memberId)
  const wanted = sent.filter(({ conversationId }) => conversationId === id)
  const misplaced = order.findIndex((entry, index) => entry.id !== wanted[index]?.id)
  return misplaced === -1 ? [] : [`What ${memberId} said in ${id} is out of order from the ${misplaced + 1}th on`]
}
