import { freeTypes } from './free-types.ts'
import { costOf } from './prices.ts'
import { type Bound, bounds, type Charge, resourcePrices } from './resource-prices.ts'
import { type Resource, resourcesOf, type Template } from './template.ts'
import { demandOf, EstimateFault, type Usage } from './usage.ts'

/** USD a month. */
export type Range = Readonly<Record<Bound, number>>

export interface Line extends Range {
  readonly tier: string
  readonly driver: string
}

export interface Estimate {
  readonly total: Range
  readonly lines: readonly Line[]
  /** Types that are there and cost nothing by themselves. */
  readonly free: readonly string[]
}

/** Half and twice the use that was expected. */
const useAt: Readonly<Record<Bound, number>> = { low: 0.5, expected: 1, high: 2 }

interface Billed extends Pick<Line, 'tier' | 'driver'> {
  readonly usd: number
}

/**
 * A month of these stacks under that use.
 *
 * @throws {EstimateFault} naming each type that the table does not know: none is taken for free.
 */
export function estimate(templates: readonly Template[], usage: Usage): Estimate {
  const resources = templates.flatMap(resourcesOf)
  const types = [...new Set(resources.map(({ Type }) => Type))].sort()
  const unknown = types.filter((type) => !freeTypes.has(type) && !resourcePrices.has(type))
  if (unknown.length > 0) {
    throw new EstimateFault(
      `The price table does not know ${unknown.join(', ')}: price it in resource-prices.ts, or list it as free.`,
    )
  }
  const lines = new Map<string, Line>()
  for (const bound of bounds) {
    for (const billed of bill(resources, usage, bound)) add(lines, bound, billed)
  }
  const sorted = [...lines.values()].sort((a, b) => b.expected - a.expected)
  return { total: sum(sorted), lines: sorted, free: types.filter((type) => freeTypes.has(type)) }
}

/** By tier, dearest first; the parts sum to the total. */
export function byTier({ lines }: Estimate): readonly (Range & { readonly tier: string })[] {
  const tiers = Map.groupBy(lines, ({ tier }) => tier)
  return [...tiers].map(([tier, of]) => ({ tier, ...sum(of) })).sort((a, b) => b.expected - a.expected)
}

function bill(resources: readonly Resource[], usage: Usage, bound: Bound): readonly Billed[] {
  const demand = demandOf({ ...usage, members: usage.members * useAt[bound] })
  const byType = Map.groupBy(resources, ({ Type }) => Type)
  return [...byType].flatMap(([type, all]) => {
    const price = resourcePrices.get(type)
    if (price === undefined) return []
    const standing = all.flatMap(({ Properties }) => price.standing?.(Properties, bound) ?? [])
    return [...standing, ...(price.metered?.(demand) ?? [])].map((charge) => ({
      tier: price.tier,
      driver: charge.driver,
      usd: usdOf(charge),
    }))
  })
}

function usdOf(charge: Charge): number {
  return 'usd' in charge ? charge.usd : costOf(charge.price, charge.amount)
}

function add(lines: Map<string, Line>, bound: Bound, { tier, driver, usd }: Billed): void {
  const key = `${tier} ${driver}`
  const line = lines.get(key) ?? { tier, driver, low: 0, expected: 0, high: 0 }
  lines.set(key, { ...line, [bound]: line[bound] + usd })
}

function sum(ranges: readonly Range[]): Range {
  const of = (bound: Bound): number => ranges.reduce((total, range) => total + range[bound], 0)
  return { low: of('low'), expected: of('expected'), high: of('high') }
}
