import { readdir, readFile } from 'node:fs/promises'
import type { Logger } from '@porchlight/runtime/logger'
import pg from 'pg'

const directory = new URL('../../migrations/', import.meta.url)
const fileName = /^\d{3}-[a-z0-9-]+\.sql$/

/** Any constant does, so long as every replica uses the same. */
const advisoryLock = 727_001

/**
 * Applies the `.sql` files that the database has not seen, in order of name, each in a transaction of its own. Replicas
 * that start together wait for one another. An applied file is never read again: mend a mistake with a new file.
 *
 * @throws when the database has seen a file that this release does not have: it belongs to a newer release.
 */
export async function migrate(databaseUrl: string, logger: Logger): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'porchlight-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock])
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    )
    const files = (await readdir(directory)).filter((name) => fileName.test(name)).sort()
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const applied = new Set(rows.map((row) => row.name))
    refuseNewerDatabase(applied, files)
    for (const name of files.filter((file) => !applied.has(file))) {
      await applyFile(client, name)
      logger.info({ name }, 'migrated')
    }
  } finally {
    await client.end()
  }
}

function refuseNewerDatabase(applied: ReadonlySet<string>, files: readonly string[]): void {
  const unknown = [...applied].filter((name) => !files.includes(name))
  if (unknown.length === 0) return
  throw new Error(
    `The database was migrated by a newer release (${unknown.join(', ')}): run that release or a later one.`,
  )
}

async function applyFile(client: pg.Client, name: string): Promise<void> {
  const sql = await readFile(new URL(name, directory), 'utf8')
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed and was rolled back`, { cause: error })
  }
}
