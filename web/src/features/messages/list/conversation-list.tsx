import type { ConversationList as List } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { useMe } from '../../../app/context.tsx'
import { Empty } from '../../../design/notice.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { PostSkeletons } from '../../../design/skeleton.tsx'
import { useConversations } from '../use-messaging.ts'
import { useWords } from '../words/use-words.ts'
import { ConversationLine } from './conversation-line.tsx'
import { addressOf, type Section, sectionOf, sections } from './sections.ts'

interface ConversationListProps {
  readonly section: Section
  readonly openId: string | undefined
}

export function ConversationList({ section, openId }: ConversationListProps): ReactNode {
  const list = useConversations()
  return (
    <>
      <SectionTabs list={list} section={section} />
      <Lines list={list} section={section} openId={openId} />
    </>
  )
}

function SectionTabs({ list, section }: { list: List; section: Section }): ReactNode {
  const words = useWords()
  return (
    <nav className="tabs talk-tabs" aria-label={words('list.sections')}>
      {sections.map((each) => (
        <PageLink
          key={each}
          className="tab"
          to={addressOf(each)}
          replace
          aria-current={each === section ? 'page' : undefined}
        >
          {each === 'requests' && list.requests > 0
            ? words('list.requestsWith', { count: list.requests })
            : words(`list.${each}`)}
        </PageLink>
      ))}
    </nav>
  )
}

function Lines({ list, section, openId }: ConversationListProps & { list: List }): ReactNode {
  const words = useWords()
  const me = useMe()
  if (me === null || (list.status === 'loading' && list.items.length === 0))
    return <PostSkeletons label={words('list.loading')} number={5} />
  const items = list.items.filter((summary) => sectionOf(summary) === section)
  return (
    <>
      {list.status === 'failed' && (
        <p className="trouble" role="status">
          {words('list.failed')}
        </p>
      )}
      {items.length === 0 && list.status === 'ready' && (
        <Empty title={words(`empty.${section}.title`)}>
          <p>{words(`empty.${section}.text`)}</p>
        </Empty>
      )}
      {items.length > 0 && (
        <ul className="talks" aria-label={words('list.label')}>
          {items.map((summary) => (
            <ConversationLine
              key={summary.id}
              summary={summary}
              meId={me.id}
              section={section}
              isOpen={summary.id === openId}
            />
          ))}
        </ul>
      )}
    </>
  )
}
