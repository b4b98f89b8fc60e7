import { DomainError } from '@porchlight/contract/errors'
import type { Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import type { AccessTokens } from './access-token.ts'
import { liveSessionQuery } from './session-queries.ts'

const bearer = /^Bearer +(?<token>[\w.-]+) *$/i

/** The access token says who; the database says whether that still holds. */
export function openAuthentication(db: Db, tokens: AccessTokens) {
  const selectLiveSession = liveSessionQuery(db)
  return async (authorization: string): Promise<Viewer> => {
    const token = bearer.exec(authorization)?.groups?.token
    if (token === undefined) throw new DomainError('token_invalid')
    const { sub, sid } = await tokens.verify(token)
    const member = await selectLiveSession(sid)
    if (member === undefined || member.id !== sub) throw new DomainError('session_ended')
    if (member.status === 'suspended') throw new DomainError('account_suspended')
    if (member.status === 'pending') throw new DomainError('account_pending')
    return { id: member.id, role: member.role, sessionId: sid }
  }
}
