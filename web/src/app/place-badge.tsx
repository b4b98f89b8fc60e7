import type { ReactNode } from 'react'
import { useUnread } from '../features/messages/use-messaging.ts'
import { useNewNotifications } from '../features/notifications/use-new-notifications.ts'
import { useTranslate } from '../i18n/translate.tsx'
import type { Place } from './places.ts'

/** How much is new behind a place. */
export function PlaceBadge({ place }: { place: Place }): ReactNode {
  if (place.to === '/messages') return <UnreadMessages />
  return place.to === '/notifications' ? <NewNotifications /> : null
}

function UnreadMessages(): ReactNode {
  const t = useTranslate()
  const count = useUnread()
  return <Badge count={count} words={t('nav.unread', { count })} />
}

function NewNotifications(): ReactNode {
  const t = useTranslate()
  const count = useNewNotifications()
  return <Badge count={count} words={t('nav.newNotifications', { count })} />
}

/** Without `words`, what it stands beside says the number. */
export function Badge({ count, words }: { count: number; words?: string }): ReactNode {
  if (count === 0) return null
  return (
    <span className="badge">
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      {words && <span className="said">{words}</span>}
    </span>
  )
}
