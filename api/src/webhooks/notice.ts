import type { Context } from '../context.ts'
import type { Db } from '../database/database.ts'
import { sendMail } from '../mail/outbox.ts'
import { webhookDisabledMail } from '../mail/texts.ts'
import { selectAdministrators } from './endpoint-queries.ts'

/** Leaves with the transaction that disables the endpoint, and so once. */
export async function tellAdministrators(
  ctx: Context,
  tx: Db,
  disabled: { url: string; because: 'gone' | 'failing' },
): Promise<void> {
  for (const to of await selectAdministrators(tx))
    await sendMail(ctx, tx, { to, write: (about) => webhookDisabledMail(about, disabled) })
}
