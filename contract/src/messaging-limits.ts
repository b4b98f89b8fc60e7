/** No schema library here, so that resolvers, which AppSync takes 32,768 characters of, can have these. */

export const messagingLimits = {
  /** Of one message: the most that an AppSync subscription carries is 240 KB, and more than it is lost in silence. */
  bodyUtf16Units: 8_000,
  groupMembers: 100,
  groupNameUtf16Units: 100,
  pictures: 4,
  emojiUtf16Units: 32,
  /** Different emoji on one message. */
  reactions: 20,
  pageEntries: 100,
  searchUtf16Units: 100,
  presenceConversations: 10,
  /** Of all that adds an entry, and conversations begun. */
  messagesPerMinute: 120,
} as const

/** Two members have one conversation, and both know its id. */
export function directConversationId(one: string, other: string): string {
  return one < other ? `direct_${one}_${other}` : `direct_${other}_${one}`
}

/** Who `api` is in tokens that it mints for itself: in `sub`, and as the only `role` that may publish. */
export const publisher = { subject: 'api', role: 'publisher' } as const
