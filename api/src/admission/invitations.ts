import type { Invitation, InvitationDraft, NewInvitation } from '@porchlight/contract/community'
import { DomainError } from '@porchlight/contract/errors'
import type { Page, PageQuery } from '@porchlight/contract/page'
import type { z } from 'zod'
import type { Context, Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { idPage } from '../database/id-page.ts'
import { hashToken, newToken } from '../identity/token-hash.ts'
import {
  deleteInvitation,
  insertInvitation,
  isInvitationGood,
  selectGoodInvitations,
  takeInvitationUse,
} from './invitation-queries.ts'

const dayMs = 24 * 3_600_000

/** The link stands in this answer only: what is kept cannot be turned back into it. */
export async function createInvitation(
  ctx: Context,
  viewer: Viewer,
  { uses, validDays }: z.output<typeof InvitationDraft>,
): Promise<NewInvitation> {
  const token = newToken()
  const createdAt = ctx.now()
  const row = {
    id: ctx.newId(),
    uses_left: uses,
    expires_at: new Date(createdAt.getTime() + validDays * dayMs),
    created_at: createdAt,
  }
  await insertInvitation(ctx.db, { ...row, token_hash: hashToken(token), created_by: viewer.id })
  return { ...invitationView(row), link: `${ctx.origin}/join#invitation=${token}` }
}

export async function listInvitations(ctx: Context, page: PageQuery): Promise<Page<Invitation>> {
  return idPage(await selectGoodInvitations(ctx.db, page), page, invitationView)
}

/** @throws {DomainError} `not_found` */
export async function withdrawInvitation(ctx: Context, id: string): Promise<void> {
  if (!(await deleteInvitation(ctx.db, id))) throw new DomainError('not_found')
}

/** @throws {DomainError} `invitation_invalid` */
export async function requireInvitation(ctx: Context, token: string): Promise<void> {
  if (!(await isInvitationGood(ctx.db, hashToken(token)))) throw new DomainError('invitation_invalid')
}

/**
 * Takes one use of the invitation, in the transaction that makes the account.
 *
 * @throws {DomainError} `invitation_invalid`
 */
export async function claimInvitation(tx: Db, token: string): Promise<void> {
  if (!(await takeInvitationUse(tx, hashToken(token)))) throw new DomainError('invitation_invalid')
}

interface InvitationRow {
  readonly id: string
  readonly uses_left: number
  readonly expires_at: Date
  readonly created_at: Date
}

function invitationView({ id, uses_left, expires_at, created_at }: InvitationRow): Invitation {
  return { id, usesLeft: uses_left, expiresAt: expires_at.toISOString(), createdAt: created_at.toISOString() }
}
