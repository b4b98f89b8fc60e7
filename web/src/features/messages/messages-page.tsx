import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useMe } from '../../app/context.tsx'
import { PageHeader } from '../../app/page-header.tsx'
import { IconButton } from '../../design/button.tsx'
import { Empty } from '../../design/notice.tsx'
import { PostSkeletons } from '../../design/skeleton.tsx'
import { useTranslate } from '../../i18n/translate.tsx'
import { ConnectionNote } from './connection-note.tsx'
import { ConversationPane } from './conversation/conversation-pane.tsx'
import { ConversationList } from './list/conversation-list.tsx'
import { sectionIn } from './list/sections.ts'
import { useMessaging } from './use-messaging.ts'
import { useWords } from './words/use-words.ts'
import '../../design/field.css'
import './messages.css'
import './conversation.css'

const LazyStart = lazy(async () => ({ default: (await import('./start/start-sheet.tsx')).StartSheet }))
const LazySearch = lazy(async () => ({ default: (await import('./search/search-sheet.tsx')).SearchSheet }))

/** On a phone the list and a conversation are pages of their own; where there is room they stand side by side. */
export function Page(): ReactNode {
  const { conversationId } = useParams()
  const section = sectionIn(useSearchParams()[0])
  return (
    <div className={conversationId ? 'messages messages-open' : 'messages'}>
      <div className="messages-list">
        <ListHead isTitled={conversationId === undefined} />
        {conversationId === undefined && <ConnectionNote />}
        <ConversationList section={section} openId={conversationId} />
      </div>
      <div className="messages-talk">
        {conversationId !== undefined && <ConnectionNote />}
        <OpenTalk id={conversationId} />
      </div>
    </div>
  )
}

function ListHead({ isTitled }: { isTitled: boolean }): ReactNode {
  const t = useTranslate()
  const words = useWords()
  const [open, setOpen] = useState<'start' | 'search' | null>(null)
  return (
    <div className="messages-head">
      {isTitled ? <PageHeader title={t('title.messages')} /> : <h2>{t('title.messages')}</h2>}
      <span className="messages-tools">
        <IconButton name="search" label={words('search.title')} onClick={() => setOpen('search')} />
        <IconButton name="write" label={words('list.new')} onClick={() => setOpen('start')} />
      </span>
      <Suspense>
        {open === 'start' && <LazyStart onClose={() => setOpen(null)} />}
        {open === 'search' && <LazySearch onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  )
}

function OpenTalk({ id }: { id: string | undefined }): ReactNode {
  const words = useWords()
  const messaging = useMessaging()
  const me = useMe()
  if (id === undefined) {
    return (
      <Empty title={words('empty.choose.title')}>
        <p>{words('empty.choose.text')}</p>
      </Empty>
    )
  }
  if (messaging === null || me === null) return <PostSkeletons label={words('log.loading')} number={4} />
  return <ConversationPane key={id} messaging={messaging} id={id} meId={me.id} />
}
