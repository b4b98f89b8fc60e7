import { costOf } from '../estimate/prices.ts'
import { resourcePrices } from '../estimate/resource-prices.ts'
import { resourcesOf, type Template } from '../estimate/template.ts'

/** Of what the brake cannot stop: it would have to be deleted. */
export interface FloorLine {
  readonly driver: string
  readonly usd: number
}

/**
 * What is still billed a month with the brake on: all that stands, by driver. Instances count, as
 * their group gives them back by its own rules and keeps its least; a stopped database still bills its storage.
 */
export function floorOf(templates: readonly Template[], stopsDatabase: boolean): readonly FloorLine[] {
  const charges = templates
    .flatMap(resourcesOf)
    .flatMap(({ Type, Properties }) => resourcePrices.get(Type)?.standing?.(Properties, 'expected') ?? [])
  const sums = new Map<string, number>()
  for (const charge of charges) {
    if (stopsDatabase && charge.driver === 'database') continue
    const usd = 'usd' in charge ? charge.usd : costOf(charge.price, charge.amount)
    sums.set(charge.driver, (sums.get(charge.driver) ?? 0) + usd)
  }
  return [...sums].map(([driver, usd]) => ({ driver, usd })).sort((a, b) => b.usd - a.usd)
}
