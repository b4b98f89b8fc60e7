import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { Icon } from '../design/icons.tsx'
import { PageLink } from '../design/page-link.tsx'
import { useNewNotifications } from '../features/notifications/use-new-notifications.ts'
import type { Translate } from '../i18n/catalog.ts'
import { useTranslate } from '../i18n/translate.tsx'
import { useMe, useViewer } from './context.tsx'
import { Badge } from './place-badge.tsx'
import { Wordmark } from './wordmark.tsx'

/** On a phone: whose place this is, and the rooms that the bar below has no space for. */
export function TopBar(): ReactNode {
  const t = useTranslate()
  const viewer = useViewer()
  const me = useMe()
  const count = useNewNotifications()
  // There the page itself holds the door open.
  const { pathname } = useLocation()
  const invites = viewer.kind === 'visitor' && !['/', '/community', '/join', '/setup'].includes(pathname)
  return (
    <header className="top-bar">
      <Wordmark />
      {me?.role === 'administrator' && (
        <PageLink className="icon-button" to="/admin" aria-label={t('nav.admin')}>
          <Icon name="key" />
        </PageLink>
      )}
      {me && (
        <PageLink className="icon-button top-bar-bell" to="/notifications" aria-label={labelOfBell(t, count)}>
          <Icon name="bell" />
          <Badge count={count} />
        </PageLink>
      )}
      {me && (
        <PageLink className="icon-button" to="/settings" aria-label={t('nav.settings')}>
          <Icon name="settings" />
        </PageLink>
      )}
      {invites && (
        <PageLink className="button button-primary button-small" to="/join">
          {t('action.join')}
        </PageLink>
      )}
    </header>
  )
}

function labelOfBell(t: Translate, count: number): string {
  return count === 0 ? t('nav.notifications') : `${t('nav.notifications')}, ${t('nav.newNotifications', { count })}`
}
