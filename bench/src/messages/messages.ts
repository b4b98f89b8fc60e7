import type { Options } from '../options.ts'
import { inNewPlace } from '../place.ts'
import { type Row, type Section, section } from '../report.ts'
import { type RunningSystem, startSystem } from '../running-system.ts'
import { messageDrillRows } from './drill.ts'
import { fanOutRows } from './fan-out.ts'
import { latencyRows } from './latency.ts'
import { openRows } from './open.ts'
import { openConnectionRows } from './open-connections.ts'

type Progress = (what: string) => void

/** What direct messages cost and how soon they are there. */
export async function messageSections(options: Options, progress: Progress): Promise<readonly Section[]> {
  if (options.messages.drill) return [await drillSection(options, progress)]
  progress('100 messages a second between two members')
  const latency = await section('From sending to the other’s page, at 100 messages a second', () =>
    inSystem((system) => latencyRows(system, options)),
  )
  progress('a long conversation beside a short one')
  const open = await section('Opening a conversation, beside one of 100 messages', () =>
    inSystem((system) => openRows(system, options)),
  )
  progress('one message to 1,000 open pages, beside raw ws')
  const fanOut = await section('Fan-out of a message', () => fanOutRows(options))
  progress('5,000 open connections')
  const connections = await section('Open connections (PSS)', openConnectionRows)
  return [latency, open, fanOut, connections]
}

async function drillSection({ messages, limitMs }: Options, progress: Progress): Promise<Section> {
  const drill = { messages: messages.drillMessages, seed: messages.seed, deadlineMs: limitMs - 120_000, progress }
  return section(
    'A drill of messages: lost, doubled and late frames, lost answers, killed connections and servers',
    () => inSystem((system) => messageDrillRows(system, drill)),
  )
}

function inSystem(use: (system: RunningSystem) => Promise<readonly Row[]>): Promise<readonly Row[]> {
  return inNewPlace(async (place) => {
    const system = await startSystem(place, {
      PORCHLIGHT_LOG_LEVEL: 'error',
      PORCHLIGHT_RATE_LIMITS: 'off',
      // Members come from addresses of their own.
      PORCHLIGHT_TRUSTED_PROXIES: '127.0.0.1/32,::1/128',
    })
    try {
      return await use(system)
    } finally {
      await system.stop()
    }
  })
}
