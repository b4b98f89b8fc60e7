import { Amplify } from 'aws-amplify'
import { CONNECTION_STATE_CHANGE, ConnectionState, generateClient } from 'aws-amplify/api'
import { Hub } from 'aws-amplify/utils'
import { v7 } from 'uuid'
import { z } from 'zod'

/**
 * AWS's own client, as a page would use it: `client.ts ENDPOINT TOKEN MEMBER`. Opens a conversation, asks for it, subscribes,
 * sends, and prints what came, as JSON. A process of its own, because Node reads the certificates that it trusts when it starts.
 */
const [endpoint = '', token = '', memberId = ''] = process.argv.slice(2)

/** As `decodeJWT` makes it; the whole of `aws-amplify/auth` would be loaded for that. */
const accessToken = { toString: () => token, payload: {} }

Amplify.configure(
  { API: { GraphQL: { endpoint, defaultAuthMode: 'oidc' } } },
  { Auth: { tokenProvider: { getTokens: async () => ({ accessToken }) } } },
)
const client = generateClient()

const fields = 'conversationId number id kind senderId body recipientIds'
const opening = 'mutation ($memberId: ID!) { openDirectConversation(memberId: $memberId) { id kind memberIds } }'
const query = 'query ($id: ID!) { conversation(id: $id) { id kind memberIds } }'
const mutation = `mutation ($input: MessageInput!) { sendMessage(input: $input) { ${fields} sentAt version } }`
const subscription = `subscription { onEntry { ${fields} count } }`

const Opened = z.object({ data: z.object({ openDirectConversation: z.object({ id: z.string() }) }) })

const connected = Promise.withResolvers<void>()
Hub.listen('api', ({ payload: { event, data } }) => {
  if (event !== CONNECTION_STATE_CHANGE || typeof data !== 'object' || data === null) return
  if ('connectionState' in data && data.connectionState === ConnectionState.Connected) connected.resolve()
})

async function run() {
  const opened = await client.graphql({ query: opening, variables: { memberId } })
  const conversationId = Opened.parse(opened).data.openDirectConversation.id
  const asked = await client.graphql({ query, variables: { id: conversationId } })
  const received = Promise.withResolvers<unknown>()
  const subscribed = client.graphql({ query: subscription })
  if (!('subscribe' in subscribed)) throw new Error('Amplify did not take the subscription for one')
  const open = subscribed.subscribe({ next: received.resolve, error: received.reject })
  await connected.promise
  const input = { conversationId, id: v7(), body: 'Is the light on?' }
  const sent = await client.graphql({ query: mutation, variables: { input } })
  const brought = await received.promise
  open.unsubscribe()
  return { opened, asked, sent, brought }
}

run().then(
  (result) => {
    process.stdout.write(JSON.stringify(result))
    process.exit(0)
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : JSON.stringify(error)}\n`)
    process.exit(1)
  },
)
