import type { ReactNode } from 'react'
import type { Viewer } from '../client/session.ts'
import { Lamp, type Light } from '../design/lamp.tsx'
import { PageLink } from '../design/page-link.tsx'
import { softwareName, useCommunity } from '../features/community/queries.ts'
import { useUnread } from '../features/messages/use-messaging.ts'
import { useViewer } from './context.tsx'

/** The lamp and the place's own name; the lamp is lit while you are here, and glowing while something is unread. */
export function Wordmark(): ReactNode {
  const name = useCommunity()?.name ?? softwareName
  const viewer = useViewer()
  const unread = useUnread()
  return (
    <PageLink className="wordmark" to="/">
      <Lamp light={lightFor(viewer, unread)} size={32} />
      <span dir="auto">{name}</span>
    </PageLink>
  )
}

function lightFor({ kind }: Viewer, unread: number): Light {
  if (kind !== 'member' && kind !== 'unknown') return 'off'
  return unread > 0 ? 'glowing' : 'lit'
}
