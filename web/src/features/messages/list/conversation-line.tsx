import type { ConversationSummary } from '@porchlight/messaging/client'
import type { ReactNode } from 'react'
import { Icon } from '../../../design/icons.tsx'
import { Moment } from '../../../design/moment.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { readDraft } from '../../composer/drafts.ts'
import { draftIdOf } from '../composer/draft-id.ts'
import { nameOf, otherOf, titleOf } from '../names.ts'
import { GroupAvatar, PersonAvatar } from '../person-avatar.tsx'
import { type MessageWords, useWords } from '../words/use-words.ts'
import { addressOf, type Section } from './sections.ts'

interface ConversationLineProps {
  readonly summary: ConversationSummary
  readonly meId: string
  readonly section: Section
  readonly isOpen: boolean
}

export function ConversationLine({ summary, meId, section, isOpen }: ConversationLineProps): ReactNode {
  const words = useWords()
  const title = titleOf(summary, meId, words)
  return (
    <li>
      <PageLink
        className={summary.unread > 0 && !summary.muted ? 'talk talk-unread' : 'talk'}
        to={addressOf(section, summary.id)}
        aria-current={isOpen ? 'page' : undefined}
      >
        {summary.kind === 'GROUP' ? (
          <GroupAvatar id={summary.id} name={title} />
        ) : (
          <PersonAvatar person={otherOf(summary, meId)} />
        )}
        <span className="talk-words">
          <span className="talk-head">
            <bdi className="talk-name">{title}</bdi>
            <span className="soft small">
              <Moment at={summary.activeAt} />
            </span>
          </span>
          <span className="talk-head">
            <span className="talk-last" dir="auto">
              {lastOf(summary, meId, words)}
            </span>
            <Marks summary={summary} />
          </span>
        </span>
      </PageLink>
    </li>
  )
}

function Marks({ summary: { muted, failed, unread } }: { summary: ConversationSummary }): ReactNode {
  const words = useWords()
  return (
    <>
      {muted && (
        <span className="soft">
          <Icon name="muted" size={16} />
          <span className="said">{words('list.muted')}</span>
        </span>
      )}
      {failed > 0 && (
        <span className="badge badge-failed">
          <span aria-hidden="true">!</span>
          <span className="said">{words('list.notSent', { count: failed })}</span>
        </span>
      )}
      {unread > 0 && (
        <span className={muted ? 'badge badge-quiet' : 'badge'}>
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span className="said">{words('list.unread', { count: unread })}</span>
        </span>
      )}
    </>
  )
}

function lastOf(summary: ConversationSummary, meId: string, words: MessageWords): string {
  const draft = readDraft(meId, draftIdOf(summary.id)).trim()
  if (draft !== '') return words('list.draft', { text: draft.slice(0, 100) })
  const { last, people, kind } = summary
  if (last === undefined) return words('list.nothing')
  const text = last.text === '' ? words('list.picture') : (last.text ?? words('list.deleted'))
  if (last.senderId === meId) return words('list.you', { text })
  return kind === 'GROUP' ? words('list.by', { name: nameOf(last.senderId, people, words), text }) : text
}
