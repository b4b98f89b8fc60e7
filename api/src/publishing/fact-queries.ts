import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { PublicationTable } from '../database/schema.ts'

interface NewFact {
  readonly key: string
  readonly kind: PublicationTable['kind']
  readonly variables: object
}

/** In place of what was not told yet under that key; whoever is telling it finds that it changed. */
export async function upsertFact(tx: Db, { key, kind, variables }: NewFact): Promise<void> {
  const latest = { variables: JSON.stringify(variables), revision: sql<string>`uuidv7()`, attempts: 0 }
  await tx
    .insertInto('publication')
    .values({ key, kind, ...latest })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...latest, due_at: sql<Date>`now()` }))
    .execute()
}

export interface Fact {
  readonly key: string
  readonly kind: PublicationTable['kind']
  readonly variables: unknown
  /** Of what `variables` say. */
  readonly revision: string
  /** This one counted. */
  readonly attempts: number
}

type Told = Pick<Fact, 'key' | 'revision'>

/** Takes what is due, for as long as the lease; what changes meanwhile is taken after it. */
export async function leaseDueFacts(
  db: Db,
  { limit, leaseSeconds }: { limit: number; leaseSeconds: number },
): Promise<Fact[]> {
  const { rows } = await sql<Fact>`
    update publication p
    set attempts = p.attempts + 1, leased_until = now() + make_interval(secs => ${leaseSeconds})
    from (
      select key from publication
      where due_at <= now() and (leased_until is null or leased_until < now())
      order by due_at limit ${limit} for update skip locked
    ) due
    where p.key = due.key
    returning p.key, p.kind, p.variables, p.revision, p.attempts`.execute(db)
  return rows
}

/** Unless it changed while it was told: then the change is told next. */
export async function deleteTold(db: Db, { key, revision }: Told): Promise<void> {
  await sql`
    with told as (delete from publication where key = ${key} and revision = ${revision} returning key)
    update publication set leased_until = null
    where key = ${key} and revision <> ${revision}`.execute(db)
}

export async function postponeFact(
  db: Db,
  { key }: Told,
  { error, seconds }: { error: string; seconds: number },
): Promise<void> {
  await db
    .updateTable('publication')
    .set({ leased_until: null, last_error: error, due_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('key', '=', key)
    .execute()
}
