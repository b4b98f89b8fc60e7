import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { announce } from '../../app/announcer.tsx'
import { useMe } from '../../app/context.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { onNews } from '../messages/notices.ts'
import { notificationsKey } from './queries.ts'
import { useNewNotifications } from './use-new-notifications.ts'

/** A post that everybody likes at once asks once a second. */
const shortestMs = 1_000

/** Keeps the count and an open list as they are, without asking by the clock, and says the first that is new. */
export function NotificationsKeeper(): null {
  const t = useTranslate()
  const client = useQueryClient()
  const memberId = useMe()?.id
  const count = useNewNotifications()
  const last = useRef(count)

  useEffect(() => {
    if (memberId === undefined) return
    let askedAtMs = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = (): void => {
      timer = undefined
      askedAtMs = Date.now()
      void client.invalidateQueries({ queryKey: notificationsKey })
    }
    const stop = onNews(({ type }) => {
      if (type !== 'notifications.changed' && type !== 'missed') return
      timer ??= setTimeout(ask, Math.max(0, askedAtMs + shortestMs - Date.now()))
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [client, memberId])

  useEffect(() => {
    // Those that come after are in the navigation to be looked up: whoever listens is not interrupted by each.
    if (last.current === 0 && count > 0) announce(t('nav.newNotifications', { count }))
    last.current = count
  }, [count, t])
  return null
}
