import type { Messaging } from '@porchlight/messaging/client'
import { useEffect } from 'react'
import { useMe, usePorch } from '../../app/context.tsx'
import { changeMessaging } from './messenger.ts'
import { useUnread } from './use-messaging.ts'

/** How long to wait before the chunk is asked for again that did not come. */
const retryMs = 10_000

/** Connects whoever is signed in, once the page has been drawn, and ends it when they leave. */
export function MessagingKeeper(): null {
  const porch = usePorch()
  const memberId = useMe()?.id
  const unread = useUnread()

  useEffect(() => {
    if (memberId === undefined) return
    let messaging: Messaging | undefined
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    async function start(id: string): Promise<void> {
      try {
        const { connect } = await import('./connect.ts')
        if (stopped) return
        messaging = connect(porch, id)
        changeMessaging(messaging)
      } catch {
        timer = setTimeout(() => void start(id), retryMs)
      }
    }
    void start(memberId)
    return () => {
      stopped = true
      clearTimeout(timer)
      changeMessaging(null)
      messaging?.stop().catch(() => undefined)
    }
  }, [porch, memberId])

  useEffect(() => lightIcon(unread > 0), [unread])
  return null
}

/** The lamp in the browser's tab glows while something is unread. */
function lightIcon(glowing: boolean): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  if (icon) icon.href = glowing ? '/favicon-glowing.svg' : '/favicon.svg'
}
