import type { Notification } from '@porchlight/contract/notifications'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { announce, tell } from '../../app/announcer.tsx'
import { useCall, useMe } from '../../app/context.tsx'
import { PageHeader } from '../../app/page-header.tsx'
import { problemOfError } from '../../client/problem.ts'
import { Button } from '../../design/button.tsx'
import { Empty, ProblemNotice } from '../../design/notice.tsx'
import { PageLink } from '../../design/page-link.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { useConversations } from '../messages/use-messaging.ts'
import { ShowMore } from '../timeline/show-more.tsx'
import { NotificationLine } from './notification-line.tsx'
import { notificationList, notificationsKey, unreadQuery } from './queries.ts'
import { RequestLine } from './request-line.tsx'
import { waitingRequests } from './requests.ts'
import { useSeen } from './use-seen.ts'
import { useWords } from './words/use-words.ts'
import './notifications.css'

/** What others did that concerns the reader, latest first. */
export function Page(): ReactNode {
  const words = useWords()
  const call = useCall()
  const list = useInfiniteQuery(notificationList(call))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const { isNew, markAll, busy } = useSeen(items)
  const unread = useQuery(unreadQuery(call))
  const unreadHere = (unread.data?.unread ?? 0) > 0 && items.length > 0
  return (
    <>
      <PageHeader title={words('title')} />
      <div className="told-bar">
        <PageLink className="told-settings" to="/settings#notifications">
          {words('settings')}
        </PageLink>
        {unreadHere && (
          <Button look="quiet" busy={busy} onClick={() => void markAll()}>
            {words('markAll')}
          </Button>
        )}
      </div>
      {list.isPending && <PostSkeletons label={words('loading')} number={5} />}
      {list.isError && list.data === undefined && (
        <ProblemNotice problem={problemOfError(list.error)} onRetry={() => void list.refetch()} />
      )}
      {list.data && <Lines items={items} isNew={isNew} />}
      <ShowMore list={list} />
      {items.length > 12 && !list.hasNextPage && <p className="list-end">{words('end')}</p>}
    </>
  )
}

function Lines({ items, isNew }: { items: readonly Notification[]; isNew: (one: Notification) => boolean }): ReactNode {
  const words = useWords()
  const me = useMe()
  const remove = useRemove()
  const conversations = useConversations()
  if (me === null) return null
  if (items.length === 0 && waitingRequests(conversations.items, me).length === 0)
    return (
      <Empty title={words('empty.title')}>
        <p>{words('empty.text')}</p>
      </Empty>
    )
  return (
    <ul className="tolds" aria-label={words('title')}>
      <RequestLine />
      {items.map((notification) => (
        <NotificationLine
          key={notification.id}
          notification={notification}
          isNew={isNew(notification)}
          myHandle={me.handle}
          onRemove={() => remove(notification.id)}
        />
      ))}
    </ul>
  )
}

function useRemove(): (notificationId: string) => void {
  const t = useTranslate()
  const words = useWords()
  const call = useCall()
  const client = useQueryClient()
  async function remove(notificationId: string): Promise<void> {
    try {
      await call('DELETE /me/notifications/:notificationId', { params: { notificationId } })
      announce(words('removed'))
    } catch (error) {
      tell(t(problemKey(problemOfError(error).code)))
    }
    await client.invalidateQueries({ queryKey: notificationsKey })
  }
  return (notificationId) => void remove(notificationId)
}
