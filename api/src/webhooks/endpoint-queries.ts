import type { PageQuery } from '@porchlight/contract/page'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '../database/database.ts'
import { idAfter } from '../database/id-page.ts'
import type { WebhookEndpointTable } from '../database/schema.ts'

/** Newest first, one more than the limit. */
export async function selectEndpoints(db: Db, page: PageQuery) {
  const after = idAfter(page)
  return await db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

export async function selectEndpoint(db: Db, id: string) {
  return await db.selectFrom('webhook_endpoint').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Lets one transaction at a time count and add. */
export async function lockEndpoints(tx: Db): Promise<void> {
  await sql`lock table webhook_endpoint in share row exclusive mode`.execute(tx)
}

export async function countEndpoints(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('webhook_endpoint')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertEndpoint(db: Db, endpoint: Insertable<WebhookEndpointTable>) {
  return await db.insertInto('webhook_endpoint').values(endpoint).returningAll().executeTakeFirstOrThrow()
}

/** Undefined when it is gone. */
export async function updateEndpoint(db: Db, id: string, change: Updateable<WebhookEndpointTable>) {
  return await db
    .updateTable('webhook_endpoint')
    .set({ ...change, id })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

/** False when it is gone. */
export async function deleteEndpoint(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('webhook_endpoint').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function noteSuccess(db: Db, id: string): Promise<void> {
  await db
    .updateTable('webhook_endpoint')
    .set({ failing_since: null })
    .where('id', '=', id)
    .where('failing_since', 'is not', null)
    .execute()
}

export async function noteFailure(db: Db, id: string): Promise<void> {
  await db
    .updateTable('webhook_endpoint')
    .set({ failing_since: sql<Date>`now()` })
    .where('id', '=', id)
    .where('failing_since', 'is', null)
    .execute()
}

/** Whether it did: of several that find the endpoint so, one tells the administrators. */
export async function disableGoneEndpoint(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoint')
    .set({ disabled_because: 'gone' })
    .where('id', '=', id)
    .where('disabled_because', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** As `disableGoneEndpoint`, for one that failed for so long. */
export async function disableFailingEndpoint(db: Db, id: string, days: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoint')
    .set({ disabled_because: 'failing' })
    .where('id', '=', id)
    .where('disabled_because', 'is', null)
    .where('failing_since', '<', sql<Date>`now() - make_interval(days => ${days})`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whoever may do something about it. */
export async function selectAdministrators(db: Db) {
  return await db
    .selectFrom('member')
    .select(['name', 'email', 'language'])
    .where('role', '=', 'administrator')
    .where('status', '=', 'active')
    .execute()
}
