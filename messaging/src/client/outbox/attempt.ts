import type { Api } from '../api/api.ts'
import { MessagingError } from '../messaging-error.ts'
import type { Queued } from '../store.ts'
import type { Entry } from '../wire.ts'

/** The server remembers ids for 30 days; after that, sending again could be sending twice. */
const rememberedMs = 29 * 86_400_000

/** @throws {MessagingError} `TooOld`: it may have been sent once already, so long ago that nobody remembers. */
export async function attempt(
  api: Api,
  { id, conversationId, operation, queuedAt }: Queued,
  now: number,
): Promise<Entry> {
  if (now - queuedAt > rememberedMs) throw new MessagingError('TooOld', 'This waited for too long to be sent')
  switch (operation.kind) {
    case 'send': {
      const { body, replyTo, pictureIds } = operation
      return (await api.ask('sendMessage', { input: { conversationId, id, body, replyTo, pictureIds } })).sendMessage
    }
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
