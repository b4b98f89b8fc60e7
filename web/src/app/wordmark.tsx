import type { ReactNode } from 'react'
import { Lamp } from '../design/lamp.tsx'
import { PageLink } from '../design/page-link.tsx'
import { softwareName, useCommunity } from '../features/community/queries.ts'
import { useViewer } from './context.tsx'

/** The lamp and the place's own name; the lamp is lit while you are here. */
export function Wordmark(): ReactNode {
  const name = useCommunity()?.name ?? softwareName
  const viewer = useViewer()
  return (
    <PageLink className="wordmark" to="/">
      <Lamp lit={viewer.kind === 'member' || viewer.kind === 'unknown'} size={32} />
      <span dir="auto">{name}</span>
    </PageLink>
  )
}
