import { after, before } from 'node:test'
import { Conversations } from './conversations.ts'

/** Of all cases: to load the resolvers takes longer than most of them. */
export let conversations: Conversations
before(async () => {
  conversations = await Conversations.open()
})
after(() => conversations.stop())
