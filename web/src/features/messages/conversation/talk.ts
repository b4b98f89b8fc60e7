import type { ConversationHandle, ConversationView, Message, Messaging } from '@porchlight/messaging/client'
import { createContext, useContext } from 'react'

/** What is being written: something new, an answer, or other words for what was said. */
export type Writing =
  | { readonly kind: 'new' }
  | { readonly kind: 'reply'; readonly message: Message }
  | { readonly kind: 'edit'; readonly message: Message }

/** The conversation that is open, for all that stands in it. */
export interface Talk {
  readonly messaging: Messaging
  readonly handle: ConversationHandle
  readonly view: ConversationView
  readonly meId: string
  readonly title: string
  readonly writing: Writing
  readonly write: (writing: Writing) => void
  readonly jumpTo: (number: number) => void
}

const TalkContext = createContext<Talk | null>(null)
export const TalkProvider = TalkContext.Provider

export function useTalk(): Talk {
  const talk = useContext(TalkContext)
  if (talk === null) throw new Error('useTalk needs a TalkProvider above it')
  return talk
}

/** Whether something can still be said: one who left, or has not accepted, only reads. */
export function maySpeak({ summary }: ConversationView): boolean {
  return summary !== undefined && !summary.left && !summary.request
}
