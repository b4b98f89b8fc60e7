import { readFile } from 'node:fs/promises'
import { withDatabase } from './database.ts'
import type { Place } from './place.ts'

/** What `seed.sql` promises. */
export const seeded = { member: 1_000, post: 100_000, follow: 50_000, post_like: 500_000 } as const

/**
 * Fills a place whose members so far take part, and lets PostgreSQL look at what it holds.
 *
 * @throws {Error} when another number of rows is there afterwards than promised.
 */
export async function seed(place: Place): Promise<void> {
  const sql = await readFile(new URL('seed.sql', import.meta.url), 'utf8')
  await withDatabase(place, async (client) => {
    await client.query('begin')
    await client.query(sql)
    await client.query('commit')
    await client.query('vacuum (analyze) member, post, post_like, follow')
    await client.query('checkpoint').catch(() => undefined)
    for (const [table, expected] of Object.entries(seeded)) {
      const { rows } = await client.query<{ count: string }>(`select count(*) from ${table}`)
      if (Number(rows[0]?.count) !== expected) {
        throw new Error(`The seed promises ${expected} rows of ${table}; there are ${rows[0]?.count}`)
      }
    }
  })
}
