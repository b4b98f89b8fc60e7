import type {
  ConversationSummary,
  ConversationView,
  Message,
  People,
  Person,
  Presence,
  ViewEntry,
} from '@porchlight/messaging/client'

/** Conversations of all kinds, for looking at the pages without a server. */
export const me = '0198b1de-0000-7000-8000-0000000000aa'

function person(id: string, name: string): Person {
  return { id, name, handle: `${id}_here`, avatarUrl: null }
}

export const people: People = Object.fromEntries(
  [
    person(me, 'Ada Lovelace'),
    person('ben', 'Benjamin Featherstonehaugh-Wolverhampton von und zu Hohenzollern'),
    person('rim', 'ريم عبد الله'),
    person('cy', 'Cy 🌿'),
    person('dee', 'Dee'),
  ].map((each) => [each.id, each]),
)

export const presence: Readonly<Record<string, Presence>> = {
  ben: { here: true },
  rim: { here: false, leftAt: new Date(Date.now() - 4 * 60_000).toISOString() },
}

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString()
}

const plain: ConversationSummary = {
  id: 'talk-ben',
  kind: 'DIRECT',
  name: null,
  memberIds: [me, 'ben'],
  people,
  activeAt: minutesAgo(2),
  last: { text: 'See you on the porch then, whenever the kettle is on', senderId: 'ben' },
  unread: 3,
  failed: 0,
  muted: false,
  mutedUntil: null,
  archived: false,
  request: false,
  role: 'MEMBER',
  left: false,
}

export const summaries: readonly ConversationSummary[] = [
  plain,
  {
    ...plain,
    id: 'talk-group',
    kind: 'GROUP',
    name: 'Garden on Saturdays, rain or shine, with a very long name indeed',
    memberIds: [me, 'ben', 'rim', 'cy', 'dee'],
    activeAt: minutesAgo(70),
    last: { text: '', senderId: 'cy' },
    unread: 30,
    role: 'MANAGER',
  },
  {
    ...plain,
    id: 'talk-rim',
    memberIds: [me, 'rim'],
    activeAt: minutesAgo(60 * 26),
    last: { text: 'شكراً على الصورة، إنها جميلة', senderId: 'rim' },
    unread: 0,
    muted: true,
  },
  {
    ...plain,
    id: 'talk-dee',
    memberIds: [me, 'dee'],
    activeAt: minutesAgo(60 * 300),
    last: { text: null, senderId: me },
    unread: 0,
    failed: 1,
  },
  {
    ...plain,
    id: 'talk-cy',
    memberIds: [me, 'cy'],
    request: true,
    unread: 1,
    last: { text: 'Hello, may I ask about the seeds?', senderId: 'cy' },
  },
  { ...plain, id: 'talk-empty', memberIds: [me, 'dee'], archived: true, unread: 0, last: undefined },
]

const words = [
  'Good morning. Did the light stay on all night?',
  'It did. I saw it from the road.',
  'Then I know that you were awake',
  'وصلت الرسالة، شكراً',
  '🌿🎉',
  'I put the long list here: https://example.org/what/we/need/for/saturday?and=a-rather-long-address and a spade, and the blue can, and bread.',
]

function message(number: number, different: Partial<Message> = {}): Message {
  const mine = number % 3 === 0
  return {
    kind: 'message',
    number,
    id: `entry-${number}`,
    senderId: mine ? me : 'ben',
    sentAt: minutesAgo((60 - number) * (number < 30 ? 90 : 2)),
    mine,
    body: words[number % words.length] ?? '',
    replyTo: undefined,
    attachments: [],
    reactions: [],
    editedAt: null,
    deletedAt: null,
    changes: [],
    ...different,
  }
}

const attachment = {
  key: 'k'.repeat(22),
  width: 1600,
  height: 1200,
  placeholder: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
  colour: '#8a7a63',
  altText: 'The garden gate, open',
}

const special: Readonly<Record<number, Partial<Message>>> = {
  44: { replyTo: { number: 41, message: { senderId: me, body: 'Is the kettle on?', pictures: 0 } } },
  46: {
    reactions: [
      { emoji: '❤️', memberIds: [me, 'ben'] },
      { emoji: '😂', memberIds: ['ben'] },
    ],
  },
  48: { body: '', attachments: [0, 1, 2, 3].map((index) => ({ ...attachment, pictureId: `p${index}` })) },
  49: { body: null, deletedAt: minutesAgo(1) },
  51: { editedAt: minutesAgo(1), changes: [{ id: 'c', kind: 'edit', failure: { code: 'TooFast', message: '' } }] },
}

const entries: readonly ViewEntry[] = Array.from({ length: 57 }, (_, index) => message(index + 1, special[index + 1]))

function member(memberId: string, read: number) {
  return { memberId, role: memberId === me ? 'MANAGER' : 'MEMBER', delivered: 57, read, left: false } as const
}

/** One conversation as its handle shows it. */
export function viewOf(id: string): ConversationView {
  const summary = summaries.find((each) => each.id === id)
  const isLong = id === 'talk-ben' || id === 'talk-group'
  return {
    status: summary ? 'ready' : 'absent',
    summary,
    people,
    members: (summary?.memberIds ?? []).map((memberId) => member(memberId, memberId === 'ben' ? 57 : 20)),
    entries: isLong ? entries : entries.slice(0, id === 'talk-empty' ? 0 : 3),
    pending:
      id === 'talk-ben'
        ? [pending('waiting', 'This waits for the network.'), pending('failed', 'This could not be sent.')]
        : [],
    hasEarlier: false,
    hasLater: false,
    loading: undefined,
    firstUnread: id === 'talk-ben' ? 55 : undefined,
    typing: id === 'talk-ben' ? ['ben'] : [],
  }
}

function pending(state: 'waiting' | 'failed', body: string) {
  const failure = state === 'failed' ? { code: 'CannotReach', message: '' } : undefined
  return { kind: 'pending', id: state, body, replyTo: undefined, pictureIds: [], queuedAt: 0, state, failure } as const
}
