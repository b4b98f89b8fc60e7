import type { Session } from '@porchlight/contract/identity'
import type { Context } from '../context.ts'
import { meView } from '../members/view.ts'
import { selectSessionMember } from './session-queries.ts'

/** What a browser learns about the session behind its cookie. Who is suspended is a visitor until they sign in, and are told why. */
export async function describeSession(ctx: Context, sessionId: string | undefined): Promise<Session> {
  const member = sessionId === undefined ? undefined : await selectSessionMember(ctx.db, sessionId)
  if (sessionId === undefined || member === undefined || member.status === 'suspended') return { kind: 'visitor' }
  const { status, ...me } = member
  if (status === 'pending') return { kind: 'pending' }
  const { token, expiresAt } = await ctx.identity.issueToken({ id: me.id, role: me.role, sessionId })
  return { kind: 'member', accessToken: token, expiresAt: expiresAt.toISOString(), me: meView(ctx, me) }
}
