import { isRecord } from '../../../dynamodb/values/read-value.ts'

interface Entry {
  readonly fieldName: string
  readonly operator: string
  readonly value: unknown
}

type Group = readonly Entry[]
/** One of its groups must pass. */
type Alternatives = readonly Group[]

/**
 * What `extensions.setSubscriptionFilter` takes, of an object such as clients send. Every operator of a field, every
 * member of an `or` and every rule is an alternative, and the groups are all combinations.
 */
export function subscriptionFilter(
  filter: unknown,
  ignoredFields: unknown = [],
  rules: unknown = undefined,
): { filterGroup: readonly { filters: Group }[] } | null {
  if (!isRecord(filter)) return null
  const ignored = new Set<unknown>(Array.isArray(ignoredFields) ? ignoredFields : [])
  const factors = [...factorsOf(filter, ignored), ...(isRecord(rules) ? [ruleAlternatives(rules)] : [])]
  return { filterGroup: product(factors).map((filters) => ({ filters })) }
}

function factorsOf(filter: Readonly<Record<string, unknown>>, ignored: ReadonlySet<unknown>): readonly Alternatives[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (name === 'and') return membersOf(value).flatMap((member) => factorsOf(member, ignored))
    if (name === 'or') return [membersOf(value).flatMap((member) => product(factorsOf(member, ignored)))]
    return ignored.has(name) ? [] : [operators(name, value)]
  })
}

function ruleAlternatives(rules: Readonly<Record<string, unknown>>): Alternatives {
  return Object.entries(rules).flatMap(([name, value]) => operators(name, value))
}

function operators(fieldName: string, value: unknown): Alternatives {
  return Object.entries(isRecord(value) ? value : {}).map(([operator, operand]) => [
    { fieldName, operator, value: operand },
  ])
}

function membersOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

function product(factors: readonly Alternatives[]): Alternatives {
  const given = factors.filter((alternatives) => alternatives.length > 0)
  if (given.length === 0) return []
  return given.reduce<Alternatives>(
    (groups, alternatives) => groups.flatMap((group) => alternatives.map((entries) => [...group, ...entries])),
    [[]],
  )
}
