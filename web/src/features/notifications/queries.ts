import type { NotificationPage } from '@porchlight/contract/notifications'
import type { InfiniteData } from '@tanstack/react-query'
import type { Call } from '../../client/endpoint-types.ts'

/** Of the list and of the count alike: what changes one changes both. */
export const notificationsKey = ['notifications'] as const
export const unreadKey = [...notificationsKey, 'unread'] as const

export type NotificationList = InfiniteData<NotificationPage, unknown>

export function unreadQuery(call: Call) {
  return {
    queryKey: unreadKey,
    queryFn: ({ signal }: { signal?: AbortSignal }) =>
      call('GET /me/notifications/unread', { ...(signal && { signal }) }),
    staleTime: 60_000,
  }
}

export function notificationList(call: Call) {
  return {
    queryKey: [...notificationsKey, 'list'],
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal?: AbortSignal }) =>
      call('GET /me/notifications', {
        ...(pageParam && { query: { cursor: pageParam } }),
        ...(signal && { signal }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: NotificationPage) => page.nextCursor,
    staleTime: 0,
  }
}
