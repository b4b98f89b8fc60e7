import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { ComposerSheet } from '../features/composer/composer-sheet.tsx'
import { MessagingKeeper } from '../features/messages/messaging-keeper.tsx'
import { NotificationsKeeper } from '../features/notifications/notifications-keeper.tsx'
import { LightboxSheet } from '../features/pictures/lightbox-sheet.tsx'
import { ReportHost } from '../features/reports/report-host.tsx'
import { useTranslate } from '../i18n/translate.tsx'
import { Announcer, announce } from './announcer.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { useViewer } from './context.tsx'
import { ContextColumn } from './context-column.tsx'
import { Rail } from './rail.tsx'
import { markHydrated } from './reader.ts'
import { useKeptPlace } from './scroll.ts'
import { SessionKeeper } from './session-keeper.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { TopBar } from './top-bar.tsx'

/** Phone: a bar above, the page, a bar below. Desktop: rail, page, and what this place is about. */
export function Layout({ children }: { children: ReactNode }): ReactNode {
  const t = useTranslate()
  const viewer = useViewer()
  const content = useArrival()
  useKeptPlace(useQueryClient(), keptFor(viewer))
  useEffect(markHydrated, [])
  return (
    <>
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <div className="frame">
        <Rail />
        <TopBar />
        <main className="content" id="content" tabIndex={-1} ref={content}>
          {viewer.kind === 'unknown' && viewer.trouble && (
            <p className="trouble" role="status">
              {t('error.waking')}
            </p>
          )}
          {children}
        </main>
        <ContextColumn />
        <BottomBar />
      </div>
      <Announcer />
      <SessionKeeper />
      <MessagingKeeper />
      <NotificationsKeeper />
      <Shortcuts />
      <ComposerSheet />
      <LightboxSheet />
      <ReportHost />
    </>
  )
}

function keptFor(viewer: ReturnType<typeof useViewer>): string | undefined {
  if (viewer.kind === 'unknown') return undefined
  return viewer.kind === 'member' ? viewer.me.id : viewer.kind
}

/** On a new page the focus begins at its content, and its title is said. */
function useArrival() {
  const content = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    content.current?.focus({ preventScroll: true })
    const timer = setTimeout(() => announce(document.title), 150)
    return () => clearTimeout(timer)
  }, [pathname])
  return content
}
