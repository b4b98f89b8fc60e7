/** An answer without what has no order or meaning: members of sets sorted, empty leftovers of batches and what it cost dropped. */
export function normalAnswer(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const members = value.map((member) => normalAnswer(member))
    return /^(?:SS|NS|BS)$/.test(name) ? members.sort() : members
  }
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([key, member]) => !isLeftover(key, member))
  return Object.fromEntries(members.map(([key, member]) => [key, normalAnswer(member, key)]))
}

function isLeftover(name: string, value: unknown): boolean {
  return name === 'ConsumedCapacity' || (/^Unprocessed(?:Items|Keys)$/.test(name) && JSON.stringify(value) === '{}')
}
