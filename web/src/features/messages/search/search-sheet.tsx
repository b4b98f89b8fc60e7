import type { FoundMessage } from '@porchlight/messaging/client'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { Sheet } from '../../../design/dialog.tsx'
import { Moment } from '../../../design/moment.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { useSettled } from '../../members/settled.ts'
import { nameOf, titleOf } from '../names.ts'
import { useConversations } from '../use-messaging.ts'
import { useWords } from '../words/use-words.ts'
import { useSearch } from './use-search.ts'

interface SearchSheetProps {
  /** Absent: all conversations. */
  readonly conversationId?: string
  readonly onClose: () => void
}

/** Messages by their words, latest first; each leads to where it was said. */
export function SearchSheet({ conversationId, onClose }: SearchSheetProps): ReactNode {
  const words = useWords()
  const [text, setText] = useState('')
  const settled = useSettled(text.trim().slice(0, 100), 300)
  const { found, isSearching, hasMore, goOn } = useSearch(settled, conversationId)
  const isEmpty = settled !== '' && !isSearching && found.length === 0
  return (
    <Sheet title={words('search.title')} onClose={onClose}>
      <search className="sheet-search">
        <input
          className="input"
          type="search"
          aria-label={words('search.title')}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: a search is opened to be written into
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </search>
      <p className="soft" role="status">
        {isSearching && words('search.searching')}
        {isEmpty && words('search.none')}
      </p>
      {found.length > 0 && (
        <ul className="found" aria-label={words('search.results')}>
          {found.map((each) => (
            <FoundLine key={`${each.conversationId} ${each.number}`} found={each} onFollow={onClose} />
          ))}
        </ul>
      )}
      {hasMore && <Button onClick={goOn}>{words('search.more')}</Button>}
    </Sheet>
  )
}

function FoundLine({ found, onFollow }: { found: FoundMessage; onFollow: () => void }): ReactNode {
  const words = useWords()
  const summary = useConversations().items.find(({ id }) => id === found.conversationId)
  return (
    <li>
      <PageLink className="found-line" to={`/messages/${found.conversationId}?at=${found.number}`} onClick={onFollow}>
        <span className="talk-head">
          <bdi className="talk-name">{nameOf(found.senderId, summary?.people ?? {}, words)}</bdi>
          <span className="soft small">
            {summary?.kind === 'GROUP' && <bdi>{titleOf(summary, '', words)} · </bdi>}
            <Moment at={found.sentAt} />
          </span>
        </span>
        <span className="found-text" dir="auto">
          {found.body}
        </span>
      </PageLink>
    </li>
  )
}
