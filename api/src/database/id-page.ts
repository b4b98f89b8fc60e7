import { DomainError } from '@porchlight/contract/errors'
import type { Page, PageQuery } from '@porchlight/contract/page'
import { z } from 'zod'

const LastId = z.uuid()

/**
 * Where a list that is ordered by id goes on: after the id that its cursor names.
 *
 * @throws {DomainError} `invalid_input` for a cursor that no such list gave.
 */
export function idAfter({ cursor }: PageQuery): string | undefined {
  if (cursor === undefined) return undefined
  const id = LastId.safeParse(cursor)
  if (id.success) return id.data
  throw new DomainError('invalid_input', [
    { in: 'query', pointer: '/cursor', message: 'is not a cursor that this list gave' },
  ])
}

/** @param rows one more than the limit, where there are more. */
export function idPage<Row extends { id: string }, Item>(
  rows: readonly Row[],
  { limit }: PageQuery,
  view: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { items: shown.map(view), nextCursor: last?.id ?? null }
}
