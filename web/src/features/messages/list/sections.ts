import type { ConversationSummary } from '@porchlight/messaging/client'

export const sections = ['all', 'requests', 'archived'] as const
export type Section = (typeof sections)[number]

export function sectionIn(search: URLSearchParams): Section {
  return sections.find((section) => section === search.get('show')) ?? 'all'
}

export function sectionOf({ request, archived }: ConversationSummary): Section {
  if (request) return 'requests'
  return archived ? 'archived' : 'all'
}

/** Where a section, or a conversation within it, is found. */
export function addressOf(section: Section, conversationId = ''): string {
  const path = conversationId ? `/messages/${conversationId}` : '/messages'
  return section === 'all' ? path : `${path}?show=${section}`
}
