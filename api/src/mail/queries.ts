import type { PageQuery } from '@porchlight/contract/page'
import { type Insertable, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { idAfter } from '../database/id-page.ts'
import type { MailTable } from '../database/schema.ts'

export async function insertMail(db: Db, mail: Insertable<MailTable>): Promise<void> {
  await db.insertInto('mail').values(mail).execute()
}

/** Newest first, one more than the limit. */
export async function selectMails(db: Db, page: PageQuery) {
  const after = idAfter(page)
  return await db
    .selectFrom('mail')
    .select(['id', 'recipient', 'subject', 'body', 'created_at', 'state'])
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/**
 * Takes what is due, for as long as the lease: a replica that dies with a mail in its hands leaves it to another.
 * `attempts` counts this one.
 */
export async function leaseDueMails(db: Db, { limit, leaseSeconds }: { limit: number; leaseSeconds: number }) {
  return await db
    .updateTable('mail')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      next_attempt_at: sql<Date>`now() + make_interval(secs => ${leaseSeconds})`,
    }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('mail')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_attempt_at', '<=', sql<Date>`now()`)
        .orderBy('next_attempt_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'recipient', 'subject', 'body', 'attempts'])
    .execute()
}

/** What was sent is its reader's: the outbox forgets the text, with the link that may stand in it. */
export async function markSent(db: Db, id: string): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'sent', body: '', next_attempt_at: null, last_error: null })
    .where('id', '=', id)
    .execute()
}

export async function postpone(db: Db, id: string, { error, seconds }: { error: string; seconds: number }) {
  await db
    .updateTable('mail')
    .set({ last_error: error, next_attempt_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('id', '=', id)
    .execute()
}

export async function markFailed(db: Db, id: string, error: string): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'failed', last_error: error, next_attempt_at: null })
    .where('id', '=', id)
    .execute()
}
