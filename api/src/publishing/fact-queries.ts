import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { PublicationTable } from '../database/schema.ts'

interface Fact {
  readonly key: string
  readonly kind: PublicationTable['kind']
  readonly variables: object
}

/** In place of what was not told yet under that key; whoever is telling it finds that it changed. */
export async function upsertFact(tx: Db, { key, kind, variables }: Fact): Promise<void> {
  const latest = { variables: JSON.stringify(variables), revision: sql<string>`uuidv7()`, attempts: 0 }
  await tx
    .insertInto('publication')
    .values({ key, kind, ...latest })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...latest, due_at: sql<Date>`now()` }))
    .execute()
}
