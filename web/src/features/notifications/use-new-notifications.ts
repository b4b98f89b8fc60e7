import { useQuery } from '@tanstack/react-query'
import { useCall, useMe } from '../../app/context.tsx'
import { useConversations } from '../messages/use-messaging.ts'
import { unreadQuery } from './queries.ts'
import { waitingRequests } from './requests.ts'

/** How much a member has not looked at: notifications, and strangers who ask to write to them. */
export function useNewNotifications(): number {
  const me = useMe()
  const unread = useQuery({ ...unreadQuery(useCall()), enabled: me !== null })
  const { items } = useConversations()
  if (me === null) return 0
  return (unread.data?.unread ?? 0) + waitingRequests(items, me).filter((request) => request.unread > 0).length
}
