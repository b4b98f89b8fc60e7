import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Session, Viewer } from '../client/session.ts'
import { changeLanguage, useI18n } from '../i18n/translate.tsx'
import { usePorch } from './context.tsx'
import { rememberPreference } from './cookies.ts'
import { forgetKept } from './scroll.ts'

/** What other tabs of this browser are told: that somebody came or went. */
const channelName = 'porchlight'

function identityOf(viewer: Viewer): string {
  return viewer.kind === 'member' ? viewer.me.id : viewer.kind
}

/** Finds out who is here, and when that changes lets the page, the other tabs and the next visit know. */
export function SessionKeeper(): null {
  const { session } = usePorch()
  const client = useQueryClient()
  const i18n = useI18n()

  useEffect(() => {
    const channel = new BroadcastChannel(channelName)
    let identity = identityOf(session.viewer)
    channel.onmessage = () => void session.resume().catch(() => undefined)
    const unsubscribe = session.subscribe(() => {
      const { viewer } = session
      if (viewer.kind === 'unknown') return
      remember(viewer)
      if (viewer.kind === 'member' && viewer.me.language) void changeLanguage(i18n, viewer.me.language)
      if (identityOf(viewer) === identity) return
      const was = identity
      identity = identityOf(viewer)
      // What a visitor saw stays in sight while it is fetched again as a member sees it.
      if (viewer.kind === 'member') void client.invalidateQueries()
      // Once what only members see has left the screen: their lists would be asked for again, and refused.
      else if (was !== 'unknown') setTimeout(() => void client.resetQueries())
      if (was !== 'unknown') channel.postMessage('changed')
      if (viewer.kind !== 'member') forgetKept()
    })
    const stop = keepAsking(session)
    return () => {
      stop()
      unsubscribe()
      channel.close()
    }
  }, [session, client, i18n])
  return null
}

function remember(viewer: Viewer): void {
  const isMember = viewer.kind === 'member'
  rememberPreference('here', isMember ? '1' : null)
  rememberPreference('language', isMember ? viewer.me.language : null)
}

/** Asks until there is an answer, ever more slowly, and again whenever the device comes back online. */
function keepAsking(session: Session): () => void {
  let waitMs = 1_000
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = (): void => {
    clearTimeout(timer)
    session.resume().catch(() => {
      if (session.viewer.kind !== 'unknown') return
      timer = setTimeout(ask, waitMs)
      waitMs = Math.min(waitMs * 2, 30_000)
    })
  }
  ask()
  addEventListener('online', ask)
  return () => {
    clearTimeout(timer)
    removeEventListener('online', ask)
  }
}
