import type { Conversation, ConversationPage, Entry, EntryPage, SearchPage, Signal } from '../wire.ts'

const person = 'id handle name avatarUrl'
const membership = 'memberId role from until delivered read readCount mutedUntil archived request'
const conversation = `id kind name createdAt lastNumber messageCount lastMessageAt lastMessage lastSenderId memberIds
  people { ${person} } members { ${membership} } mine { ${membership} }`
const attachment = 'pictureId key width height placeholder colour altText'
/** Every field, always: a subscription sends what the mutation selected, and no more. */
const entry = `conversationId number id kind senderId sentAt version count body replyTo target emoji withdrawn
  attachments { ${attachment} } reactions { emoji memberIds } editedAt deletedAt joined left role recipientIds`
const signal = `kind at memberId conversationId delivered read readCount mutedUntil archived request here notice
  recipientIds topic`

function change(field: string, input: string): string {
  return `mutation ($input: ${input}!) { ${field}(input: $input) { ${entry} } }`
}

/** By the name of their field; `open` asks for two. */
export const documents = {
  open: `query ($id: ID!, $limit: Int) {
    conversation(id: $id) { ${conversation} }
    entries(conversationId: $id, limit: $limit) { items { ${entry} } more }
  }`,
  conversation: `query ($id: ID!) { conversation(id: $id) { ${conversation} } }`,
  conversations: `query ($limit: Int, $nextToken: String) {
    conversations(limit: $limit, nextToken: $nextToken) { items { ${conversation} } nextToken }
  }`,
  entries: `query ($conversationId: ID!, $after: Int, $before: Int, $limit: Int) {
    entries(conversationId: $conversationId, after: $after, before: $before, limit: $limit) { items { ${entry} } more }
  }`,
  searchMessages: `query ($conversationId: ID!, $text: String!, $nextToken: String) {
    searchMessages(conversationId: $conversationId, text: $text, nextToken: $nextToken) { items { ${entry} } nextToken }
  }`,
  openDirectConversation: `mutation ($memberId: ID!) { openDirectConversation(memberId: $memberId) { ${conversation} } }`,
  createGroup: change('createGroup', 'GroupInput'),
  sendMessage: change('sendMessage', 'MessageInput'),
  editMessage: change('editMessage', 'EditInput'),
  deleteMessage: change('deleteMessage', 'DeletionInput'),
  react: change('react', 'ReactionInput'),
  renameGroup: change('renameGroup', 'RenameInput'),
  addMembers: change('addMembers', 'AdditionInput'),
  removeMember: change('removeMember', 'RemovalInput'),
  setRole: change('setRole', 'RoleInput'),
  leaveConversation: change('leaveConversation', 'LeaveInput'),
  mark: `mutation ($input: MarkInput!) { mark(input: $input) { ${signal} } }`,
  setConversation: `mutation ($input: ConversationSettingsInput!) { setConversation(input: $input) { ${signal} } }`,
  typing: `mutation ($conversationId: ID!) { typing(conversationId: $conversationId) { ${signal} } }`,
  presence: `mutation ($conversationIds: [ID!]!, $here: Boolean!) {
    presence(conversationIds: $conversationIds, here: $here) { ${signal} }
  }`,
} as const

/** Several messages in one request: the mutation's fields run one after the other, and what comes behind one that fails does not run. */
export function sendingTogether(count: number): string {
  const aliases = [...Array(count).keys()].map(messageAlias)
  return `mutation (${aliases.map((alias) => `$${alias}: MessageInput!`).join(', ')}) {
    ${aliases.map((alias) => `${alias}: sendMessage(input: $${alias}) { ...entry }`).join('\n    ')}
  }
  fragment entry on Entry { ${entry} }`
}

/** Of a field and of its variable. */
export function messageAlias(index: number): string {
  return `message${index}`
}

export const subscriptions = {
  onEntry: `subscription { onEntry { ${entry} } }`,
  onSignal: `subscription { onSignal { ${signal} } }`,
} as const

/** Mutations that add an entry. */
export type ChangeName =
  | 'createGroup'
  | 'sendMessage'
  | 'editMessage'
  | 'deleteMessage'
  | 'react'
  | 'renameGroup'
  | 'addMembers'
  | 'removeMember'
  | 'setRole'
  | 'leaveConversation'

export type DocumentName = keyof typeof documents

/** The `data` that each answers with. */
export type Answers = {
  open: { conversation: Conversation | null; entries: EntryPage }
  conversation: { conversation: Conversation | null }
  conversations: { conversations: ConversationPage }
  entries: { entries: EntryPage }
  searchMessages: { searchMessages: SearchPage }
  openDirectConversation: { openDirectConversation: Conversation }
} & { [Name in ChangeName]: { [Field in Name]: Entry } } & {
  [Name in 'mark' | 'setConversation' | 'typing' | 'presence']: { [Field in Name]: Signal }
}

/** The entry that a change answers with, whichever it was. */
export function changedEntry(answer: Answers[ChangeName]): Entry {
  const [entry] = Object.values<Entry>(answer)
  if (entry === undefined) throw new Error('A change was answered without its entry')
  return entry
}
