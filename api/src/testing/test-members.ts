import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'

export interface Member {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly email: string
  readonly sessionId: string
  /** Good for ten minutes, as any. */
  readonly token: string
}

export interface GivenMember {
  readonly role: 'member' | 'administrator'
  readonly handle?: string
  readonly name?: string
  readonly email?: string
}

/** Without a password: who needs one signs up. */
export async function insertMember(ctx: Context, { role, ...given }: GivenMember): Promise<Member> {
  const id = ctx.newId()
  const handle = given.handle ?? `m${randomBytes(6).toString('hex')}`
  const member = { id, handle, name: given.name ?? `Member ${handle}`, email: given.email ?? `${handle}@example.org` }
  await ctx.db
    .insertInto('member')
    .values({ ...member, role })
    .execute()
  const sessionId = ctx.newId()
  const now = new Date()
  await ctx.db
    .insertInto('session')
    .values({
      id: sessionId,
      member_id: id,
      token: randomBytes(24).toString('base64url'),
      expires_at: new Date(now.getTime() + 24 * 3_600_000),
      ip_address: null,
      user_agent: null,
      created_at: now,
      updated_at: now,
    })
    .execute()
  const { token } = await ctx.identity.issueToken({ id, role, sessionId })
  return { ...member, sessionId, token }
}
