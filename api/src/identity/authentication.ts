import { DomainError } from '@porchlight/contract/errors'
import type { Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import type { AccessTokens } from './access-token.ts'
import { liveSessionQuery } from './session-queries.ts'

const bearer = /^Bearer +(?<token>[\w.-]+) *$/i

/** The access token says who; the database says whether that still holds. */
export function openAuthentication(reads: Db, tokens: AccessTokens) {
  const selectLiveSession = liveSessionQuery(reads)
  return {
    async recognise(authorization: string): Promise<Viewer> {
      const token = bearer.exec(authorization)?.groups?.token
      if (token === undefined) throw new DomainError('token_invalid')
      const { sub, sid, role } = await tokens.verify(token)
      return { id: sub, role, sessionId: sid }
    },
    async confirm({ id, sessionId }: Viewer): Promise<Viewer> {
      const member = await selectLiveSession(sessionId)
      if (member === undefined || member.id !== id) throw new DomainError('session_ended')
      if (member.status === 'suspended') throw new DomainError('account_suspended')
      if (member.status === 'pending') throw new DomainError('account_pending')
      return { id, role: member.role, sessionId }
    },
  }
}
