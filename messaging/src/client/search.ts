import type { Api } from './api/api.ts'
import type { Registry } from './list/registry.ts'
import type { FoundMessage, SearchQuery } from './messaging.ts'
import type { Entry } from './wire.ts'

/** Pages of what is found; a page that holds nothing is passed over. */
export async function* searchMessages(
  { api, registry }: { readonly api: Api; readonly registry: Registry },
  { text, conversationId, signal }: SearchQuery,
): AsyncGenerator<readonly FoundMessage[]> {
  const conversations = conversationId === undefined ? byActivity(registry) : [conversationId]
  for (const id of conversations) yield* searchOne(api, { text, conversationId: id, ...(signal && { signal }) })
}

async function* searchOne(
  api: Api,
  { text, conversationId, signal }: SearchQuery,
): AsyncGenerator<readonly FoundMessage[]> {
  for (let nextToken: string | null | undefined; nextToken !== null; ) {
    signal?.throwIfAborted()
    const { searchMessages: page } = await api.ask('searchMessages', { conversationId, text, nextToken })
    if (page.items.length > 0) yield page.items.map(found)
    nextToken = page.nextToken
  }
}

function found({ conversationId, number, senderId, sentAt, body }: Entry): FoundMessage {
  return { conversationId, number, senderId, sentAt, body: body ?? '' }
}

function byActivity(registry: Registry): readonly string[] {
  const activeAt = (at: string | null) => Date.parse(at ?? '1970-01-01')
  return registry
    .all()
    .toSorted((one, other) => activeAt(other.lastMessageAt) - activeAt(one.lastMessageAt))
    .map(({ id }) => id)
}
