import { type NotNull, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { type ShownPicture, shownColumns } from './rows.ts'

interface MessageClaim {
  readonly messageId: string
  readonly ownerId: string
  readonly pictureIds: readonly string[]
  /** For a picture that has none yet. */
  readonly newKey: () => string
}

const attachmentColumns = ['id', 'share_key', 'width', 'height', 'placeholder', 'colour', 'alt_text'] as const

/** All pictures of the message, which may be others than were named. The checks sit in the `where`, as for posts. */
export async function claimForMessage(tx: Db, { messageId, ownerId, pictureIds, newKey }: MessageClaim) {
  const keys = sql`(values ${sql.join(pictureIds.map((id) => sql`(${id}::uuid, ${newKey()})`))}) as given (id, key)`
  await sql`
    with wanted as (
      select p.id, given.key from picture p join ${keys} on given.id = p.id order by p.id for no key update of p
    )
    update picture p set message_id = ${messageId}, share_key = wanted.key, claimed_at = now()
    from wanted
    where p.id = wanted.id and p.owner_id = ${ownerId} and p.purpose = 'message' and p.state in ('processing', 'ready')
      and p.width is not null and p.height is not null and p.claimed_at is null`.execute(tx)
  return await tx
    .selectFrom('picture')
    .select(attachmentColumns)
    .where('message_id', '=', messageId)
    .where('owner_id', '=', ownerId)
    .$narrowType<{ share_key: NotNull; width: NotNull; height: NotNull }>()
    .execute()
}

/** Their objects are deleted soon after the commit. */
export async function deleteFromMessages(db: Db, ownerId: string, pictureIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('picture')
    .where('id', 'in', pictureIds)
    .where('owner_id', '=', ownerId)
    .where('message_id', 'is not', null)
    .execute()
}

export type SharedPicture = ShownPicture & { readonly share_key: string }

/** In no order. Whether the reader has the key is for the caller to see. */
export async function selectShared(db: Db, ids: readonly string[]): Promise<SharedPicture[]> {
  return await db
    .selectFrom('picture')
    .select([...shownColumns, 'share_key'])
    .where('id', 'in', ids)
    .where('share_key', 'is not', null)
    .$narrowType<{ share_key: NotNull }>()
    .execute()
}
