import { DomainError } from '@porchlight/contract/errors'
import type { Page, PageQuery } from '@porchlight/contract/page'

/** Before every id there is, and after: where a list begins that no cursor continues. */
const firstId = '00000000-0000-0000-0000-000000000000'
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * What a query reads: ids strictly past `past` in the list's direction, at most `take` rows, which is one more than the
 * page holds, so that the query itself says whether the list goes on.
 */
export interface Keyset {
  readonly past: string
  readonly take: number
}

/** @throws {DomainError} `invalid_input` for a cursor that no list gave. */
export function newestFirst(query: PageQuery): Keyset {
  return { past: query.cursor === undefined ? lastId : readCursor(query.cursor), take: query.limit + 1 }
}

/** @throws {DomainError} `invalid_input` for a cursor that no list gave. */
export function oldestFirst(query: PageQuery): Keyset {
  return { past: query.cursor === undefined ? firstId : readCursor(query.cursor), take: query.limit + 1 }
}

/** The page that rows make which `keyset` was read by. */
export function pageOfRows<Row extends { id: string }, Item>(
  { take }: Keyset,
  rows: readonly Row[],
  view: (row: Row) => Item,
): Page<Item> {
  const kept = rows.length < take ? rows : rows.slice(0, take - 1)
  const last = kept.at(-1)
  return {
    items: kept.map(view),
    nextCursor: rows.length < take || last === undefined ? null : writeCursor(last.id),
  }
}

/** The 16 bytes of an id, base64url. */
export function writeCursor(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
}

/** @throws {DomainError} `invalid_input` */
export function readCursor(cursor: string): string {
  const hex = Buffer.from(cursor, 'base64url').toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(7.{3})([89ab].{3})(.{12})$/, '$1-$2-$3-$4-$5')
  if (id.length === 36 && writeCursor(id) === cursor) return id
  throw new DomainError('invalid_input', [
    { in: 'query', pointer: '/cursor', message: 'is not a cursor that this list gave' },
  ])
}
