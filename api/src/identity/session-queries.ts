import { type InferResult, sql } from 'kysely'
import type { Db } from '../database/database.ts'

/** Whose session it is, if it is alive. Runs with every member's request, so its SQL is built once. */
export function liveSessionQuery(db: Db) {
  const query = db
    .selectFrom('session')
    .innerJoin('member', 'member.id', 'session.member_id')
    .select(['member.id', 'member.role', 'member.status'])
    .where('session.id', '=', '')
    .where('session.expires_at', '>', sql<Date>`now()`)
    .compile()
  type Row = InferResult<typeof query>[number]
  return async (sessionId: string): Promise<Row | undefined> =>
    (await db.executeQuery<Row>({ ...query, parameters: [sessionId] })).rows[0]
}
