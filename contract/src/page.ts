import { z } from 'zod'

/** An opaque place in a list; good only for the list that gave it. */
export const Cursor = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/, 'is not a cursor that this list gave')

export const PageQuery = z.strictObject({
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type PageQuery = z.infer<typeof PageQuery>

export interface Page<Item> {
  items: Item[]
  /** Null at the end of the list. */
  nextCursor: string | null
}

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}
