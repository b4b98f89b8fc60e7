import type { Applicant } from '@porchlight/contract/community'
import { DomainError } from '@porchlight/contract/errors'
import type { Page, PageQuery } from '@porchlight/contract/page'
import type { Context } from '../context.ts'
import { idPage } from '../database/id-page.ts'
import { sendMail } from '../mail/outbox.ts'
import { welcomeMail } from '../mail/texts.ts'
import { activateApplicant, deleteApplicant, selectApplicants } from './applicant-queries.ts'

export async function listApplicants(ctx: Context, page: PageQuery): Promise<Page<Applicant>> {
  return idPage(await selectApplicants(ctx.db, page), page, ({ id, handle, name, email, created_at }) => ({
    id,
    handle,
    name,
    email,
    appliedAt: created_at.toISOString(),
  }))
}

/**
 * Lets the applicant in, and writes to them.
 *
 * @throws {DomainError} `not_found`
 */
export async function approveApplicant(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const member = await activateApplicant(tx, id)
    if (member === undefined) throw new DomainError('not_found')
    await sendMail(ctx, tx, { to: member, write: welcomeMail })
  })
}

/** @throws {DomainError} `not_found` */
export async function declineApplicant(ctx: Context, id: string): Promise<void> {
  if (!(await deleteApplicant(ctx.db, id))) throw new DomainError('not_found')
}
