import { DomainError } from '@porchlight/contract/errors'
import type { Notification, NotificationReads, UnreadCount } from '@porchlight/contract/notifications'
import type { Page, PageQuery } from '@porchlight/contract/page'
import type { Context, Viewer } from '../context.ts'
import { newestFirst, pageOfRows } from '../http/keyset.ts'
import { tellOpenPages } from './deeds.ts'
import { countUnread, deleteNotification, markRead, selectNotifications } from './queries.ts'
import { notificationView } from './view.ts'

/** @throws {DomainError} `invalid_input` */
export async function listNotifications(ctx: Context, viewer: Viewer, query: PageQuery): Promise<Page<Notification>> {
  const keyset = newestFirst(query)
  const rows = await selectNotifications(ctx.reads, viewer.id, keyset)
  return pageOfRows(keyset, rows, (row) => notificationView(ctx, row))
}

export async function readUnread(ctx: Context, viewer: Viewer): Promise<UnreadCount> {
  return { unread: await countUnread(ctx.reads, viewer.id) }
}

/** What came to it meanwhile stays unread. The member's other pages are told. */
export async function readNotifications(ctx: Context, viewer: Viewer, read: NotificationReads): Promise<UnreadCount> {
  if (await markRead(ctx.db, viewer.id, read)) tellOpenPages(ctx, [viewer.id])
  return await readUnread(ctx, viewer)
}

/** @throws {DomainError} `not_found` */
export async function removeNotification(ctx: Context, viewer: Viewer, id: string): Promise<void> {
  if (!(await deleteNotification(ctx.db, viewer.id, id))) throw new DomainError('not_found')
  tellOpenPages(ctx, [viewer.id])
}
