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
  readonly parts: 'all' | 'firewall'
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
  firewallArgs: ['--quick'],
  limitMs: 8 * 60_000,
}

/** @throws {Error} for an argument that is not known, naming it. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean', default: false }, firewall: { type: 'boolean', default: false } },
  })
  const pace = values.quick ? quick : full
  return values.firewall ? { ...pace, parts: 'firewall' } : pace
}
