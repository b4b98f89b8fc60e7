import { spendLimits } from '@porchlight/system/spend'
import { type Estimate, estimate } from '../estimate/estimate.ts'
import { readTemplates } from '../estimate/template.ts'
import { CommandFault, exitCodes } from './command-fault.ts'
import { foreseen, pricedOf } from './priced.ts'
import type { Given, Print } from './run.ts'

/** @throws {CommandFault} with exit code 3 where the price that is expected is above the environment's limit. */
export async function gateCommand(given: Given, print: Print): Promise<void> {
  const { environment, templates, usage } = await pricedOf(given)
  const { before } = given
  const made = await foreseen(() => estimate(templates, usage))
  if (before !== undefined) {
    const was = await foreseen(async () => estimate(await readTemplates(before), usage))
    print(difference(was, made))
  }
  const limit = spendLimits[environment].deploy
  const expected = made.total.expected
  if (expected > limit) {
    throw new CommandFault(
      `${environment} would cost ${expected.toFixed(2)} USD a month, above its limit of ${limit}. ` +
        'Make it smaller, or raise `deploy` of that environment in system/src/spend.ts.',
      exitCodes.overLimit,
    )
  }
  print(`${environment} is expected to cost ${expected.toFixed(2)} USD a month, within its limit of ${limit}.`)
}

/** What a change adds and takes away, by driver. */
function difference(was: Estimate, made: Estimate): string {
  const keys = new Set([...was.lines, ...made.lines].map(({ tier, driver }) => `${tier}, ${driver}`))
  const of = ({ lines }: Estimate, key: string): number =>
    lines.find(({ tier, driver }) => `${tier}, ${driver}` === key)?.expected ?? 0
  const changed = [...keys]
    .map((key) => [key, of(made, key) - of(was, key)] as const)
    .filter(([, change]) => Math.abs(change) >= 0.005)
  if (changed.length === 0) return 'The change costs nothing.'
  const lines = changed.map(([key, change]) => `${key}: ${signed(change)}`)
  return [...lines, `together: ${signed(made.total.expected - was.total.expected)}`].join('\n')
}

function signed(amount: number): string {
  return `${amount < 0 ? '-' : '+'}${Math.abs(amount).toFixed(2)} USD a month`
}
