import type { Notification } from '@porchlight/contract/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { tell } from '../../app/announcer.tsx'
import { useCall } from '../../app/context.tsx'
import { problemOfError } from '../../client/problem.ts'
import { problemKey, useTranslate } from '../../i18n/translate.tsx'
import { unreadKey } from './queries.ts'

/** Long enough to have been looked at. */
const lookMs = 1_000
const maxAtOnce = 50

/**
 * Marks what is shown as read once it was in sight for a moment. Answers with what was new on this visit, which stays
 * marked as such for the eye, and with what marks the rest.
 */
export function useSeen(shown: readonly Notification[]) {
  const t = useTranslate()
  const call = useCall()
  const client = useQueryClient()
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const unseen = shown.filter(({ unread, latestId }) => unread && !fresh.has(latestId)).map(({ latestId }) => latestId)
  const key = unseen.slice(0, maxAtOnce).join()

  useEffect(() => {
    if (key === '') return
    const latestIds = key.split(',')
    const look = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return
      // Where it fails they stay unread, and are marked on the next visit.
      const count = await call('POST /me/notifications/reads', { body: { latestIds } }).catch(() => undefined)
      if (count === undefined) return
      setFresh((before) => before.union(new Set(latestIds)))
      client.setQueryData(unreadKey, count)
    }
    const timer = setTimeout(() => void look(), lookMs)
    const onVisible = () => void look()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [key, call, client])

  async function markAll(): Promise<void> {
    const upTo = shown[0]?.latestId
    if (upTo === undefined) return
    setBusy(true)
    try {
      client.setQueryData(unreadKey, await call('POST /me/notifications/reads', { body: { upTo } }))
    } catch (error) {
      tell(t(problemKey(problemOfError(error).code)))
    }
    setBusy(false)
  }

  return { isNew: ({ unread, latestId }: Notification) => unread || fresh.has(latestId), markAll, busy }
}
