import { joinMembers } from '../members.ts'
import { type Memory, readMemory } from '../memory.ts'
import { inNewPlace } from '../place.ts'
import type { Row } from '../report.ts'
import { startSystem } from '../running-system.ts'
import { OpenPages } from './open-pages.ts'

const openPages = 5_000
const promisedBytes = 400_000_000

/** One address stands for a whole community. */
const settings = {
  PORCHLIGHT_LOG_LEVEL: 'warn',
  PORCHLIGHT_RATE_LIMITS: 'off',
  PORCHLIGHT_MAX_CONNECTIONS_PER_ADDRESS: String(2 * openPages),
}

/** Of the system as `npm start` runs it: the edge has each connection twice, and the messaging tier its subscriptions. */
export async function openConnectionRows(): Promise<readonly Row[]> {
  return inNewPlace(async (place) => {
    const system = await startSystem(place, settings)
    const pages = new OpenPages()
    try {
      const [member] = await joinMembers(system, 1)
      if (member === undefined) throw new Error('Nobody joined')
      await pages.open({ port: place.port, pages: openPages, token: member.token })
      return rowsOf(await readMemory(system.pid))
    } finally {
      await pages.close()
      await system.stop()
    }
  })
}

function rowsOf(memory: Memory): readonly Row[] {
  const edge = bytesOf(memory, 'edge')
  const messaging = bytesOf(memory, 'appsync')
  const what = `edge and messaging with ${openPages.toLocaleString('en-GB')} open pages`
  return [
    { what, measured: (edge + messaging) / 1e6, unit: 'MB', limit: promisedBytes / 1e6, promised: { atMost: 1 } },
    { what: 'of it the edge', measured: edge / 1e6, unit: 'MB' },
    { what: 'of it messaging', measured: messaging / 1e6, unit: 'MB' },
  ]
}

function bytesOf({ kinds }: Memory, kind: string): number {
  const found = kinds.get(kind)
  if (found === undefined) throw new Error(`No process of ${kind} was found`)
  return found.bytes
}
