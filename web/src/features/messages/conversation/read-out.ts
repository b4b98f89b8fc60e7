import type { ConversationView, ViewEntry } from '@porchlight/messaging/client'
import { useEffect, useRef } from 'react'
import { announce } from '../../../app/announcer.tsx'
import { nameOf } from '../names.ts'
import { useWords } from '../words/use-words.ts'

/**
 * Reads new messages of others out, once, by the page's own live region: the log itself would also read out what
 * scrolling up brings.
 */
export function useReadOut({ entries, people, hasLater }: ConversationView): void {
  const words = useWords()
  const last = useRef<number | undefined>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new entries are said once, however they are called
  useEffect(() => {
    if (hasLater) return
    const before = last.current
    last.current = entries.at(-1)?.number ?? before
    if (before === undefined) return
    for (const entry of entries) if (entry.number > before && isWorthSaying(entry)) say(entry)
  }, [entries, hasLater])

  function say(entry: ViewEntry & { kind: 'message' }): void {
    const text = entry.body || words('log.pictures', { count: entry.attachments.length })
    announce(words('log.says', { name: nameOf(entry.senderId, people, words), text }))
  }
}

function isWorthSaying(entry: ViewEntry): entry is ViewEntry & { kind: 'message' } {
  return entry.kind === 'message' && !entry.mine && entry.deletedAt === null
}
