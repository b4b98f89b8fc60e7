import { floorOf } from '../brake/floor.ts'
import { nextThousandMembers, otherTopologies } from '../estimate/alternatives.ts'
import { byTier, type Estimate, estimate, type Range } from '../estimate/estimate.ts'
import { priceTable, staleness } from '../estimate/prices.ts'
import { environments, referenceStacks } from '../estimate/reference-stacks.ts'
import { foreseen, type Priced, pricedOf } from './priced.ts'
import type { Given, Print } from './run.ts'

/** A month by tier and driver, what a further 1,000 members cost, and what else it could be. */
export async function estimateCommand(given: Given, print: Print): Promise<void> {
  const priced = await pricedOf(given)
  const { environment, templates, usage } = priced
  const [made, others, next] = await foreseen(
    () => [estimate(templates, usage), alternatives(priced), nextThousandMembers(templates, usage)] as const,
  )
  const of = given.templates === undefined ? `reference stacks of ${environment}` : given.templates
  print(`${of}, ${usage.members} members: USD a month, ${priceTable.region}, prices of ${priceTable.date}\n`)
  print(told(made))
  print(`\nA further 1,000 members: ${usd(next)}`)
  const floor = floorOf(templates, false).reduce((sum, each) => sum + each.usd, 0)
  print(`With the brake on, still billed: ${usd(floor)}`)
  print(`\nOther ways, with the same members:\n${others.join('\n')}`)
  print(`\nFree by themselves: ${made.free.join(', ')}`)
  const stale = staleness(new Date())
  if (stale !== undefined) print(`\n${stale}`)
}

function told(made: Estimate): string {
  const tiers = byTier(made).flatMap(({ tier, ...range }) => [
    line(tier, range),
    ...made.lines.filter((each) => each.tier === tier).map((each) => line(`  ${each.driver}`, each)),
  ])
  const head = `${''.padEnd(32)}${['low', 'expected', 'high'].map((each) => each.padStart(12)).join('')}`
  return [head, ...tiers, line('total', made.total)].join('\n')
}

function alternatives({ environment, templates, usage }: Priced): readonly string[] {
  const sizes = environments
    .filter((each) => each !== environment)
    .map((each) => line(each, estimate(referenceStacks(each), usage).total))
  const topologies = [...otherTopologies(templates, usage)].map(([name, { total }]) => line(`topology ${name}`, total))
  return [...sizes, ...topologies]
}

function line(name: string, { low, expected, high }: Range): string {
  return `${name.padEnd(32)}${[low, expected, high].map((each) => usd(each).padStart(12)).join('')}`
}

function usd(amount: number): string {
  return amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}
