import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { relational } from '@porchlight/system/data'
import pg from 'pg'
import type { Place } from './place.ts'

/** The database of a running place, as its own services reach it. */
export async function databaseUrl({ data }: Place): Promise<string> {
  const socketDirectory = await readlink(join(data, 'run/database'))
  const password = (await readFile(join(data, 'secrets/database-password'), 'utf8')).trim()
  return `postgresql://${relational.name}:${password}@/${relational.name}?host=${encodeURIComponent(socketDirectory)}`
}

/** A connection for the length of `use`. */
export async function withDatabase<Result>(place: Place, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: await databaseUrl(place), application_name: 'porchlight-bench' })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
