import { type InferResult, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { avatarOf, bannerOf, type ShownPicture } from '../pictures/rows.ts'

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

export async function selectSessionMember(db: Db, sessionId: string) {
  return await db
    .selectFrom('session')
    .innerJoin('member', 'member.id', 'session.member_id')
    .select(['member.id', 'member.handle', 'member.name', 'member.bio', 'member.email'])
    .select(['member.role', 'member.status', 'member.language', 'member.messages_from', 'member.notifications_off'])
    .select([
      sql<ShownPicture | null>`${sql.raw(avatarOf('member.id'))}`.as('avatar'),
      sql<ShownPicture | null>`${sql.raw(bannerOf('member.id'))}`.as('banner'),
    ])
    .where('session.id', '=', sessionId)
    .executeTakeFirst()
}

export async function selectStatus(db: Db, memberId: string) {
  const member = await db.selectFrom('member').select('status').where('id', '=', memberId).executeTakeFirst()
  return member?.status
}

/** From where the member with that e-mail address has sessions, the latest of them. */
export async function selectSessionAddresses(db: Db, email: string): Promise<string[]> {
  const sessions = await db
    .selectFrom('session')
    .innerJoin('member', 'member.id', 'session.member_id')
    .select('session.ip_address')
    .where('member.email', '=', email)
    .orderBy('session.id', 'desc')
    .limit(50)
    .execute()
  return sessions.flatMap(({ ip_address }) => ip_address ?? [])
}
