import type { MembershipChange, Message, Renaming, ViewEntry } from '@porchlight/messaging/client'

/** What stands in a conversation, from above to below. */
export type LogItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'event'; readonly key: string; readonly entry: MembershipChange | Renaming }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly message: Message
      /** The first, and the last, of what one member said in one go. */
      readonly opens: boolean
      readonly closes: boolean
    }

/** What follows within so long is said in one go. */
const runMs = 5 * 60_000

/** Puts days between entries, a mark before the first unread one, and messages together that were said in one go. */
export function arrange(entries: readonly ViewEntry[], firstUnread: number | undefined): readonly LogItem[] {
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1]
    const after = entries[index + 1]
    const key = entry.id
    const items: LogItem[] = []
    if (before === undefined || isOtherDay(before, entry))
      items.push({ kind: 'day', key: `day-${key}`, at: entry.sentAt })
    if (entry.number === firstUnread) items.push({ kind: 'unread', key: 'unread' })
    if (entry.kind === 'message') {
      const opens = !follows(before, entry, firstUnread)
      const closes = !follows(entry, after, firstUnread)
      items.push({ kind: 'message', key, message: entry, opens, closes })
    } else items.push({ kind: 'event', key, entry })
    return items
  })
}

function isOtherDay(one: ViewEntry, other: ViewEntry): boolean {
  return new Date(one.sentAt).toDateString() !== new Date(other.sentAt).toDateString()
}

/** Whether a message goes on in the run of the one before. */
function follows(
  before: ViewEntry | undefined,
  entry: ViewEntry | undefined,
  firstUnread: number | undefined,
): boolean {
  if (before?.kind !== 'message' || entry?.kind !== 'message') return false
  if (before.senderId !== entry.senderId || entry.number === firstUnread || isOtherDay(before, entry)) return false
  return Date.parse(entry.sentAt) - Date.parse(before.sentAt) < runMs
}
