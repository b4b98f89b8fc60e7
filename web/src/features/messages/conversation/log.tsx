import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { useReader } from '../../../app/reader.ts'
import { Icon } from '../../../design/icons.tsx'
import { dayName } from '../../../i18n/time.ts'
import { useWords } from '../words/use-words.ts'
import { arrange, type LogItem } from './arrange.ts'
import { Bubble } from './bubble.tsx'
import { EventLine } from './event-line.tsx'
import { focusComposer, stepFrom } from './keys.ts'
import { PendingBubble } from './pending-bubble.tsx'
import { useReadOut } from './read-out.ts'
import { useTalk } from './talk.ts'
import { Typing } from './typing.tsx'
import type { useLogScroll } from './use-log-scroll.ts'

/** All that was said, the latest at the foot. */
export function Log({ scroll }: { scroll: ReturnType<typeof useLogScroll> }): ReactNode {
  const words = useWords()
  const { view, title } = useTalk()
  const [inHand, setInHand] = useState<number>()
  const items = useMemo(() => arrange(view.entries, view.firstUnread), [view.entries, view.firstUnread])
  const lastOwn = view.entries.findLast((entry) => entry.kind === 'message' && entry.mine)?.number
  const isEmpty = view.entries.length === 0 && view.pending.length === 0
  useReadOut(view)
  return (
    <div className="log-frame">
      <div
        className="log"
        ref={scroll.log}
        role="log"
        aria-live="off"
        aria-label={words('log.label', { name: title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        onScroll={scroll.onScroll}
        onPointerLeave={() => setInHand(undefined)}
        onKeyDown={moveByKey}
      >
        <div className="log-column">
          {!view.hasEarlier && !isEmpty && <p className="event-line soft">{words('log.begin')}</p>}
          {isEmpty && <p className="event-line soft log-empty">{words('empty.conversation')}</p>}
          {items.map((item) =>
            item.kind === 'message' ? (
              <Bubble
                key={item.key}
                item={item}
                isInHand={item.message.number === inHand}
                isMarked={item.message.number === scroll.marked}
                isLastOwn={item.message.number === lastOwn}
                onTake={setInHand}
              />
            ) : (
              <Between key={item.key} item={item} />
            ),
          )}
          {view.pending.map((pending) => (
            <PendingBubble key={pending.id} pending={pending} />
          ))}
          <Typing />
        </div>
      </div>
      <Jumps scroll={scroll} />
    </div>
  )
}

function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Escape') focusComposer()
  else if (!stepFrom(event.currentTarget, event.key)) return
  event.preventDefault()
}

function Between({ item }: { item: Exclude<LogItem, { kind: 'message' }> }): ReactNode {
  const words = useWords()
  const reader = useReader()
  if (item.kind === 'event') return <EventLine entry={item.entry} />
  if (item.kind === 'unread') return <p className="unread-line">{words('log.unread')}</p>
  const named = { today: words('log.today'), yesterday: words('log.yesterday') }
  return <p className="day-line soft">{dayName(item.at, reader, named)}</p>
}

function Jumps({ scroll }: { scroll: ReturnType<typeof useLogScroll> }): ReactNode {
  const words = useWords()
  const { view } = useTalk()
  const { firstUnread } = view
  const isAbove = firstUnread !== undefined && firstUnread < (view.entries[0]?.number ?? 0)
  return (
    <div className="jumps">
      {isAbove && (
        <button type="button" className="jump" onClick={() => scroll.jumpTo(firstUnread)}>
          {words('log.toUnread')}
        </button>
      )}
      {!scroll.atLatest && (
        <button type="button" className="jump jump-latest" onClick={scroll.toLatest}>
          <Icon name="down" size={20} />
          <span className="said">{words('log.toLatest')}</span>
          {view.summary !== undefined && view.summary.unread > 0 && (
            <span className="badge" aria-hidden="true">
              {view.summary.unread}
            </span>
          )}
        </button>
      )}
    </div>
  )
}
