import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTitle } from '../../../app/page-header.tsx'
import { useReader } from '../../../app/reader.ts'
import { IconButton } from '../../../design/button.tsx'
import { Icon } from '../../../design/icons.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { shortTime } from '../../../i18n/time.ts'
import { useTranslate } from '../../../i18n/translate.tsx'
import { otherOf } from '../names.ts'
import { GroupAvatar, PersonAvatar, usePresence } from '../person-avatar.tsx'
import { useWords } from '../words/use-words.ts'
import { useTalk } from './talk.ts'

const LazyDetails = lazy(async () => ({ default: (await import('../details/details-sheet.tsx')).DetailsSheet }))
const LazySearch = lazy(async () => ({ default: (await import('../search/search-sheet.tsx')).SearchSheet }))

/** Who this is with, whether they are here, and what can be done about it. */
export function ConversationHeader(): ReactNode {
  const words = useWords()
  const t = useTranslate()
  const { view, meId, title, handle } = useTalk()
  const [open, setOpen] = useState<'details' | 'search' | null>(null)
  const { summary } = view
  const other = summary && otherOf(summary, meId, view.people)
  useTitle(title || t('title.messages'))
  return (
    <header className="talk-header">
      <PageLink className="icon-button talk-back" to="/messages" aria-label={t('action.back')}>
        <Icon name="back" />
      </PageLink>
      {summary?.kind === 'GROUP' ? <GroupAvatar id={summary.id} name={title} /> : <PersonAvatar person={other} />}
      <div className="talk-title">
        <h1>
          <bdi>{other ? <PageLink to={`/@${other.handle}`}>{title}</PageLink> : title}</bdi>
        </h1>
        <Subtitle otherId={other?.id} />
      </div>
      {summary && (
        <>
          <IconButton name="search" label={words('search.title')} onClick={() => setOpen('search')} />
          <IconButton name="more" label={words('details.title')} onClick={() => setOpen('details')} />
        </>
      )}
      <Suspense>
        {open === 'details' && <LazyDetails onClose={() => setOpen(null)} />}
        {open === 'search' && <LazySearch conversationId={handle.id} onClose={() => setOpen(null)} />}
      </Suspense>
    </header>
  )
}

function Subtitle({ otherId }: { otherId: string | undefined }): ReactNode {
  const words = useWords()
  const reader = useReader()
  const { view } = useTalk()
  const presence = usePresence(otherId)
  if (view.summary?.kind === 'GROUP') {
    const count = view.members.filter(({ left }) => !left).length
    return <p className="soft small">{words('group.members', { count: count || view.summary.memberIds.length })}</p>
  }
  if (presence?.here) return <p className="soft small">{words('person.here')}</p>
  return presence ? (
    <p className="soft small">{words('person.left', { ago: shortTime(presence.leftAt, reader) })}</p>
  ) : null
}
