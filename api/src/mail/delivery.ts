import type { Logger } from '@porchlight/runtime/logger'
import type { Db } from '../database/database.ts'
import { leaseDueMails, markFailed, markSent, postpone } from './queries.ts'

export interface OutgoingMail {
  readonly recipient: string
  readonly subject: string
  readonly body: string
}

/** Hands a mail to the mail server. @throws when the server did not take it. */
export type Send = (mail: OutgoingMail) => Promise<void>

/** Longer than any hand-over takes: see the time-outs in `smtp.ts`. */
const leaseSeconds = 300
const batch = 5

/** After that many attempts, about a day, an administrator has to see to it. */
const maxAttempts = 12

/** Sends what is due. Any number of replicas may do so at once. A mail server that fails right after taking a mail gets it twice. */
export async function deliverDueMails(db: Db, send: Send, logger: Logger): Promise<void> {
  const mails = await leaseDueMails(db, { limit: batch, leaseSeconds })
  for (const { id, attempts, ...mail } of mails) {
    const error = await send(mail).then(() => undefined, messageOf)
    if (error === undefined) await markSent(db, id)
    else if (attempts >= maxAttempts) await markFailed(db, id, error)
    else await postpone(db, id, { error, seconds: backOffSeconds(attempts) })
    if (error === undefined) logger.info({ mailId: id, attempts }, 'mail sent')
    else logger.warn({ mailId: id, attempts, error }, 'the mail server did not take a mail')
  }
}

/** Half a minute, doubled each time, up to four hours. */
function backOffSeconds(attempts: number): number {
  return Math.min(4 * 3_600, 30 * 2 ** (attempts - 1))
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500)
}
