import type { ReactNode } from 'react'
import { useUnread } from '../features/messages/use-messaging.ts'
import { useTranslate } from '../i18n/translate.tsx'
import type { Place } from './places.ts'

/** How much is new behind a place. */
export function PlaceBadge({ place }: { place: Place }): ReactNode {
  const t = useTranslate()
  const unread = useUnread()
  if (place.to !== '/messages' || unread === 0) return null
  return (
    <span className="badge">
      <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
      <span className="said">{t('nav.unread', { count: unread })}</span>
    </span>
  )
}
