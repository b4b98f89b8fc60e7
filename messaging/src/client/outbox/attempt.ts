import type { Api } from '../api/api.ts'
import { MessagingError } from '../messaging-error.ts'
import type { Queued } from '../store.ts'
import type { Entry } from '../wire.ts'

/** The server remembers ids for 30 days; after that, sending again could be sending twice. */
const rememberedMs = 29 * 86_400_000

/** Of messages that wait behind one another, as many as one request takes. */
const togetherMost = 8
/** With them, so that a request stays far below what AppSync, a load balancer and a firewall take of one. */
const togetherCharacters = 8_000

/** The first, and the messages right behind it that can go in the same request. */
export function together(waiting: readonly Queued[]): readonly Queued[] {
  let characters = 0
  const end = waiting.findIndex(({ operation }, index) => {
    if (index === 0) return false
    characters += operation.kind === 'send' ? operation.body.length : 0
    return operation.kind !== 'send' || index === togetherMost || characters > togetherCharacters
  })
  return waiting[0]?.operation.kind === 'send' ? waiting.slice(0, end < 0 ? undefined : end) : waiting.slice(0, 1)
}

/**
 * Of `together`, in that order; some may be sent when it throws.
 *
 * @throws {MessagingError} `TooOld`: it may have been sent once already, so long ago that nobody remembers.
 */
export async function attempt(api: Api, items: readonly Queued[], now: number): Promise<readonly Entry[]> {
  if (items.some(({ queuedAt }) => now - queuedAt > rememberedMs)) {
    throw new MessagingError('TooOld', 'This waited for too long to be sent')
  }
  const [first, ...others] = items
  if (first === undefined) return []
  return others.length === 0 ? [await attemptOne(api, first)] : api.sendMessages(items.flatMap(messageInput))
}

async function attemptOne(api: Api, item: Queued): Promise<Entry> {
  const { id, conversationId, operation } = item
  switch (operation.kind) {
    case 'send':
      return (await api.ask('sendMessage', { input: messageInput(item)[0] })).sendMessage
    case 'edit': {
      const { target, body } = operation
      return (await api.ask('editMessage', { input: { conversationId, id, target, body } })).editMessage
    }
    case 'delete': {
      const { target } = operation
      return (await api.ask('deleteMessage', { input: { conversationId, id, target } })).deleteMessage
    }
    case 'react': {
      const { target, emoji, withdrawn } = operation
      return (await api.ask('react', { input: { conversationId, id, target, emoji, withdrawn } })).react
    }
  }
}

function messageInput({ id, conversationId, operation }: Queued) {
  if (operation.kind !== 'send') return []
  const { body, replyTo, pictureIds } = operation
  return [{ conversationId, id, body, replyTo, pictureIds }]
}
