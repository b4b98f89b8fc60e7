import type { FoundMessage } from '@porchlight/messaging/client'
import { useEffect, useRef, useState } from 'react'
import { useMessaging } from '../use-messaging.ts'

interface Search {
  readonly found: readonly FoundMessage[]
  readonly isSearching: boolean
  /** It can be looked for further back. */
  readonly hasMore: boolean
  readonly goOn: () => void
}

const enough = 20

/** Looks back until there is enough to show, and on when asked to. */
export function useSearch(text: string, conversationId: string | undefined): Search {
  const messaging = useMessaging()
  const [found, setFound] = useState<readonly FoundMessage[]>([])
  const [stage, setStage] = useState<'done' | 'searching' | 'more'>('done')
  const pages = useRef<AsyncIterator<readonly FoundMessage[]> | undefined>(undefined)

  async function look(signal: AbortSignal | undefined): Promise<void> {
    setStage('searching')
    for (let count = 0; count < enough; ) {
      const next = await pages.current?.next()
      if (signal?.aborted) return
      if (next === undefined || next.done) return setStage('done')
      count += next.value.length
      setFound((before) => [...before, ...next.value])
    }
    setStage('more')
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a search begins with its words
  useEffect(() => {
    setFound([])
    setStage('done')
    if (text === '' || messaging === null) return
    const stopping = new AbortController()
    const query = { text, signal: stopping.signal, ...(conversationId !== undefined && { conversationId }) }
    pages.current = messaging.search(query)[Symbol.asyncIterator]()
    look(stopping.signal).catch(() => stopping.signal.aborted || setStage('more'))
    return () => stopping.abort()
  }, [text, conversationId, messaging])

  return {
    found,
    isSearching: stage === 'searching',
    hasMore: stage === 'more',
    goOn: () => void look(undefined).catch(() => setStage('more')),
  }
}
