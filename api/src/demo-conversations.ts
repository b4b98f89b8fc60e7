import { z } from 'zod'
import type { Context, Viewer } from './context.ts'
import { selectSessionMember } from './identity/session-queries.ts'
import { type GraphqlClient, type GraphqlTarget, openGraphqlClient } from './publishing/graphql-client.ts'

/** Who can sign in, by handle. */
export type Credentials = Readonly<Record<string, { readonly email: string; readonly password: string }>>

interface Line {
  readonly by: string
  readonly body: string
  /** Who reacts to it, and how. */
  readonly reactions?: readonly (readonly [by: string, emoji: string])[]
}

interface Conversation {
  /** Whoever begins it comes first. */
  readonly members: readonly [string, string, ...string[]]
  /** Of a group; two talk without. */
  readonly name?: string
  readonly lines: readonly Line[]
}

/** What the demo's members have said to one another: the last line of each is one that somebody has yet to read. */
const conversations: readonly Conversation[] = [
  {
    members: ['mira', 'robin'],
    lines: [
      { by: 'mira', body: 'Gehört dir der graue Schal auf der Bank?' },
      { by: 'robin', body: 'It does! I thought the wind had it.' },
      {
        by: 'mira',
        body: 'Er hängt bei mir am Haken. Vierter Stock, links von der Tür.',
        reactions: [['robin', '❤️']],
      },
      { by: 'robin', body: 'I owe you a jar of something. Do you like quince?' },
    ],
  },
  {
    members: ['rosalind', 'robin'],
    lines: [
      {
        by: 'rosalind',
        body: 'You have been here a week and moved a bench. Would you look after the tool shed as well?',
      },
      { by: 'robin', body: 'Gladly. Is the key the one with the red thread?' },
      { by: 'rosalind', body: 'The very one. It sticks: lift the door a little while you turn it.' },
    ],
  },
  {
    members: ['robin', 'mira', 'rosalind'],
    name: 'Draughts on Thursday',
    lines: [
      { by: 'robin', body: 'Twelve white stones, eleven black ones, and a button. Who dares?' },
      { by: 'mira', body: 'Ich nehme Schwarz. Der Knopf bringt Glück.', reactions: [['rosalind', '😂']] },
      { by: 'rosalind', body: 'I bring the lamp from the shed, so that nobody has to stop at sunset.' },
      { by: 'robin', body: 'Thursday at seven, at the bench?' },
      { by: 'mira', body: 'Passt. Ich bringe Brombeerkuchen mit. 🫐', reactions: [['robin', '🎉']] },
    ],
  },
]

const openDirect = `mutation Open($memberId: ID!) { openDirectConversation(memberId: $memberId) { id } }`
const createGroup = `mutation Create($input: GroupInput!) { createGroup(input: $input) { conversationId } }`
const sendMessage = `mutation Send($input: MessageInput!) { sendMessage(input: $input) { number } }`
const mark = `mutation Mark($input: MarkInput!) { mark(input: $input) { read } }`
const react = `mutation React($input: ReactionInput!) { react(input: $input) { number } }`

const Opened = z.object({ openDirectConversation: z.object({ id: z.string() }) })
const Sent = z.object({ sendMessage: z.object({ number: z.number().int() }) })

/** Has them said, each line by its own member; nothing where the place has no messaging tier. */
export async function converse(
  ctx: Context,
  target: GraphqlTarget | undefined,
  credentials: Credentials,
): Promise<void> {
  if (target === undefined) return
  const speakers = new Map<string, Speaker>()
  try {
    for (const [handle, account] of Object.entries(credentials)) {
      speakers.set(handle, await Speaker.enter(ctx, target, account))
    }
    const speaker = (handle: string): Speaker => {
      const found = speakers.get(handle)
      if (found === undefined) throw new Error(`The demo has no account ${handle}`)
      return found
    }
    for (const conversation of conversations) await hold(ctx, conversation, speaker)
  } finally {
    for (const speaker of speakers.values()) await speaker.leave()
  }
}

async function hold(
  ctx: Context,
  { members, name, lines }: Conversation,
  speaker: (handle: string) => Speaker,
): Promise<void> {
  const [first, ...others] = members.map(speaker)
  const conversationId = await first?.begin(
    ctx.newId(),
    others.map(({ id }) => id),
    name,
  )
  let last = 0
  for (const { by, body, reactions = [] } of lines) {
    // Whoever answers has read what they answer.
    if (last > 0) await speaker(by).say(mark, { input: { conversationId, read: last } })
    const { sendMessage: sent } = Sent.parse(
      await speaker(by).say(sendMessage, { input: { conversationId, id: ctx.newId(), body } }),
    )
    last = sent.number
    for (const [reacting, emoji] of reactions) {
      const input = { conversationId, id: ctx.newId(), target: sent.number, emoji }
      await speaker(reacting).say(react, { input })
      last += 1
    }
  }
}

/** No browser is at the other end. */
const nobody = { address: '', userAgent: '', cookie: '' }

/** A member with a session of their own, which ends when they have spoken. */
class Speaker {
  readonly id: string
  readonly #client: GraphqlClient
  readonly #end: () => Promise<unknown>

  private constructor(id: string, client: GraphqlClient, end: () => Promise<unknown>) {
    this.id = id
    this.#client = client
    this.#end = end
  }

  static async enter(
    ctx: Context,
    target: GraphqlTarget,
    account: { email: string; password: string },
  ): Promise<Speaker> {
    const { identity, now } = ctx
    const { sessionId, setCookies } = await identity.sessions.open(account, nobody)
    const cookie = setCookies.map((text) => text.split(';', 1)[0]).join('; ')
    const viewer = await viewerOf(ctx, sessionId)
    const client = openGraphqlClient({ target, issueToken: () => identity.issueToken(viewer), now })
    return new Speaker(viewer.id, client, () => identity.sessions.end({ ...nobody, cookie }))
  }

  /** @returns the conversation's id. */
  async begin(id: string, memberIds: readonly string[], name: string | undefined): Promise<string> {
    if (name === undefined) {
      const opened = Opened.parse(await this.say(openDirect, { memberId: memberIds[0] }))
      return opened.openDirectConversation.id
    }
    await this.say(createGroup, { input: { id, name, memberIds } })
    return id
  }

  say(query: string, variables: object): Promise<unknown> {
    return this.#client.send({ query, variables })
  }

  async leave(): Promise<void> {
    await this.#end()
    await this.#client.close()
  }
}

async function viewerOf(ctx: Context, sessionId = ''): Promise<Viewer> {
  const member = await selectSessionMember(ctx.db, sessionId)
  if (member === undefined) throw new Error('A member of the demo has no session')
  return { id: member.id, role: member.role, sessionId }
}
