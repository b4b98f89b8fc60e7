import type { Mail } from '@porchlight/contract/community'
import type { Language } from '@porchlight/contract/fields'
import type { Page, PageQuery } from '@porchlight/contract/page'
import { selectCommunity } from '../community/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../database/database.ts'
import { idPage } from '../database/id-page.ts'
import { insertMail, selectMails } from './queries.ts'
import type { Letter, MailText } from './texts.ts'

export interface Recipient {
  readonly name: string
  readonly email: string
  /** Null: the community's. */
  readonly language: Language | null
}

/**
 * Puts a mail into the outbox, which leaves with the transaction or not at all. Where no mail server is configured it
 * stays there, for an administrator to read and pass on.
 */
export async function sendMail(
  ctx: Context,
  db: Db,
  { to, write }: { to: Recipient; write: (about: Letter) => MailText },
): Promise<void> {
  const community = await selectCommunity(db)
  const { subject, body } = write({
    language: to.language ?? community.language,
    name: to.name,
    community: community.name,
    origin: ctx.origin,
  })
  const delivery = ctx.sendsMail
    ? ({ state: 'waiting', next_attempt_at: ctx.now() } as const)
    : ({ state: 'kept' } as const)
  await insertMail(db, { id: ctx.newId(), recipient: to.email, subject, body, ...delivery })
}

export async function listMails(ctx: Context, page: PageQuery): Promise<Page<Mail>> {
  return idPage(await selectMails(ctx.db, page), page, ({ id, recipient, subject, body, created_at, state }) => ({
    id,
    to: recipient,
    subject,
    text: body,
    createdAt: created_at.toISOString(),
    state,
  }))
}
