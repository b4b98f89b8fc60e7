import { setTimeout as delay } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { sendMail } from '../mail/outbox.ts'
import { passwordResetMail } from '../mail/texts.ts'
import { selectRecipient } from './account-queries.ts'
import { attempt } from './attempts.ts'

/** Longer than the work for an address that has an account, so that the time of the answer does not tell. */
const answerAfterMs = 250

/** Mails a link to the member with that address, if there is one and they were not sent several just now. */
export async function requestPasswordReset(ctx: Context, email: string): Promise<void> {
  await Promise.all([sendResetLink(ctx, email), delay(answerAfterMs)])
}

async function sendResetLink(ctx: Context, email: string): Promise<void> {
  const waitSeconds = await attempt(ctx.db, 'send a reset to', email)
  if (waitSeconds === 0) await ctx.identity.sessions.requestReset(email)
}

/** The token stands in the fragment, which no server and no proxy sees. */
export async function sendResetMail(ctx: Context, { memberId, token }: { memberId: string; token: string }) {
  const to = await selectRecipient(ctx.db, memberId)
  if (to === undefined) return
  const link = `${ctx.origin}/reset#token=${token}`
  await sendMail(ctx, ctx.db, { to, write: (about) => passwordResetMail(about, link) })
}
