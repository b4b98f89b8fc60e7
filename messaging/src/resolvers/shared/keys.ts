/** Of the table's items: `table-design.md`. */
export interface Key {
  readonly pk: string
  readonly sk: string
}

export function metaKey(conversationId: string): Key {
  return { pk: `C#${conversationId}`, sk: 'META' }
}

export function membershipKey(conversationId: string, memberId: string): Key {
  return { pk: `C#${conversationId}`, sk: `M#${memberId}` }
}

export function sentKey(conversationId: string, id: string): Key {
  return { pk: `C#${conversationId}`, sk: `S#${id}` }
}

export function blockKey(blockerId: string, blockedId: string): Key {
  return { pk: `U#${blockedId}`, sk: `B#${blockerId}` }
}

export function rateKey(memberId: string, minute: number): Key {
  return { pk: `U#${memberId}`, sk: `R#${minute}` }
}

export function entryKey(conversationId: string, number: number): Key {
  return { pk: `C#${conversationId}`, sk: entrySortKey(number) }
}

/** Twelve digits, so that their order is the numbers'. */
export function entrySortKey(number: number): string {
  return `E#${`${1_000_000_000_000 + number}`.slice(1)}`
}

/** In DynamoDB's own form. */
export function keyOf({ pk, sk }: Key): { pk: { S: string }; sk: { S: string } } {
  return { pk: { S: pk }, sk: { S: sk } }
}
