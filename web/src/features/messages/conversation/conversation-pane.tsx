import type { ConversationHandle, Messaging } from '@porchlight/messaging/client'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { Empty } from '../../../design/notice.tsx'
import { PostSkeletons } from '../../../design/skeleton.tsx'
import { MessageComposer } from '../composer/message-composer.tsx'
import { titleOf } from '../names.ts'
import { useSource } from '../use-messaging.ts'
import { useWords } from '../words/use-words.ts'
import { ConversationHeader } from './conversation-header.tsx'
import { Log } from './log.tsx'
import { RequestBar } from './request-bar.tsx'
import { maySpeak, type Talk, TalkProvider, type Writing } from './talk.ts'
import { useLogScroll } from './use-log-scroll.ts'

interface ConversationPaneProps {
  readonly messaging: Messaging
  readonly id: string
  readonly meId: string
}

export function ConversationPane({ messaging, id, meId }: ConversationPaneProps): ReactNode {
  const handle = useMemo(() => messaging.conversation(id), [messaging, id])
  return <OpenConversation messaging={messaging} handle={handle} meId={meId} />
}

interface OpenConversationProps {
  readonly messaging: Messaging
  readonly handle: ConversationHandle
  readonly meId: string
}

function OpenConversation({ messaging, handle, meId }: OpenConversationProps): ReactNode {
  const words = useWords()
  const view = useSource(handle)
  const scroll = useLogScroll(handle, view)
  const [writing, write] = useState<Writing>({ kind: 'new' })
  useSearchedFor(scroll.jumpTo, view.status === 'ready')
  const title = view.summary ? titleOf({ ...view.summary, people: view.people }, meId, words) : ''
  const talk: Talk = { messaging, handle, view, meId, title, writing, write, jumpTo: scroll.jumpTo }
  return (
    <TalkProvider value={talk}>
      <ConversationHeader />
      <Body talk={talk} scroll={scroll} />
      {view.summary?.request && <RequestBar />}
      {maySpeak(view) && <MessageComposer />}
      {view.summary?.left && <p className="left-note soft">{words('compose.left')}</p>}
    </TalkProvider>
  )
}

function Body({ talk, scroll }: { talk: Talk; scroll: ReturnType<typeof useLogScroll> }): ReactNode {
  const words = useWords()
  const { status } = talk.view
  if (status === 'ready') return <Log scroll={scroll} />
  if (status === 'absent') {
    return (
      <Empty title={words('log.absent.title')}>
        <p>{words('log.absent.text')}</p>
      </Empty>
    )
  }
  if (status === 'loading') return <PostSkeletons label={words('log.loading')} number={4} />
  return (
    <p className="trouble" role="status">
      {words('log.failed')}
    </p>
  )
}

/** A search leads to a message by its number in the address. */
function useSearchedFor(jumpTo: (number: number) => void, isReady: boolean): void {
  const [search, setSearch] = useSearchParams()
  const number = Number(search.get('at'))
  // biome-ignore lint/correctness/useExhaustiveDependencies: each search's hit is gone to once
  useEffect(() => {
    if (!isReady || !Number.isInteger(number) || number < 1) return
    jumpTo(number)
    setSearch(
      (now) => {
        now.delete('at')
        return now
      },
      { replace: true },
    )
  }, [number, isReady])
}
