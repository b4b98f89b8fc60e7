import { parseArgs } from 'node:util'

/** How much is measured. Rounds are short and interleaved, so that a noisy neighbour disturbs both sides alike. */
export interface Options {
  readonly startUps: number
  readonly idleMs: number
  readonly rounds: number
  readonly roundMs: number
  readonly warmUpMs: number
  readonly withoutCache: boolean
  readonly lighthouse: boolean
  readonly parts: 'all' | 'firewall' | 'pictures' | 'messages'
  readonly pictures: {
    readonly rounds: number
    readonly perRound: number
    /** How long others are measured without pictures. */
    readonly quietMs: number
    /** Instead of everything else. */
    readonly drill: boolean
    readonly drillUploads: number
  }
  readonly messages: {
    readonly rounds: number
    /** Messages, each to every open page. */
    readonly perRound: number
    /** Between two members. */
    readonly sent: number
    readonly longConversation: number
    readonly opens: number
    /** Instead of everything else. */
    readonly drill: boolean
    readonly drillMessages: number
    readonly seed: number
  }
  readonly firewallArgs: readonly string[]
  /** The bench gives up after this, leaving nothing behind. */
  readonly limitMs: number
}

const full: Options = {
  startUps: 3,
  idleMs: 10_000,
  rounds: 3,
  roundMs: 1_500,
  warmUpMs: 1_500,
  withoutCache: true,
  lighthouse: true,
  parts: 'all',
  pictures: { rounds: 3, perRound: 24, quietMs: 10_000, drill: false, drillUploads: 10_000 },
  messages: {
    rounds: 5,
    perRound: 60,
    sent: 3_000,
    longConversation: 1_000_000,
    opens: 200,
    drill: false,
    drillMessages: 100_000,
    seed: 0,
  },
  firewallArgs: [],
  limitMs: 20 * 60_000,
}

const quick: Options = {
  startUps: 1,
  idleMs: 3_000,
  rounds: 2,
  roundMs: 500,
  warmUpMs: 400,
  withoutCache: false,
  lighthouse: false,
  parts: 'all',
  pictures: { rounds: 1, perRound: 8, quietMs: 4_000, drill: false, drillUploads: 500 },
  messages: {
    rounds: 3,
    perRound: 30,
    sent: 1_000,
    longConversation: 100_000,
    opens: 100,
    drill: false,
    drillMessages: 2_000,
    seed: 0,
  },
  firewallArgs: ['--quick'],
  limitMs: 8 * 60_000,
}

const drillLimitMs = 90 * 60_000

/** @throws {Error} for an argument that is not known, naming it. */
export function readOptions(args: readonly string[]): Options {
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: flag,
      firewall: flag,
      pictures: flag,
      drill: flag,
      messages: flag,
      'drill-messages': flag,
      seed: { type: 'string' },
      count: { type: 'string' },
    },
  })
  const pace = values.quick ? quick : full
  if (values.firewall) return { ...pace, parts: 'firewall' }
  if (values.messages) return { ...pace, parts: 'messages' }
  if (values['drill-messages']) {
    const { seed = Math.floor(Math.random() * 2 ** 32), count = pace.messages.drillMessages } = values
    const messages = { ...pace.messages, drill: true, seed: Number(seed), drillMessages: Number(count) }
    return { ...pace, parts: 'messages', limitMs: drillLimitMs, messages }
  }
  if (values.drill)
    return { ...pace, parts: 'pictures', limitMs: drillLimitMs, pictures: { ...pace.pictures, drill: true } }
  return values.pictures ? { ...pace, parts: 'pictures' } : pace
}
