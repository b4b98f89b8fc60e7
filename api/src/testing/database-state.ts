import type pg from 'pg'

/** Counters of attempts and sessions' clocks move with refusals too: that is their purpose. */
const bookkeeping = ['auth_rate_limit']

/** Rows and a checksum of every table, so that two of them tell whether anything changed, and where. */
export async function databaseState(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> all ($1) order by 1",
    [bookkeeping],
  )
  const all = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' rows, ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as state from "${name}" t`,
  )
  const { rows } = await pool.query<{ name: string; state: string }>(all.join(' union all '))
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]))
}
