import { runtime } from '@aws-appsync/utils'
import { speakingIn } from '../shared/contact.ts'
import type { Context } from '../shared/context.ts'
import type { FactContext, FactStash } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import type { MessageInput } from '../shared/inputs.ts'
import type { Attachment } from '../shared/items.ts'
import { isNothing } from '../shared/nothing.ts'
import { authorization, type HttpResult } from '../shared/people.ts'

type ClaimContext = Context<{ readonly input: MessageInput }, FactStash, HttpResult | null>

/** Makes the pictures the message's, in its sender's name; again for the same message, the same answer. */
export function request(ctx: FactContext<MessageInput>) {
  const { stash, args } = ctx
  const pictureIds = args.input.pictureIds ?? []
  // What was sent before has its pictures.
  if (pictureIds.length === 0 || !isNothing(stash.sent)) runtime.earlyReturn(null)
  speakingIn(ctx)
  const headers = { ...authorization(ctx), 'Content-Type': 'application/json' }
  const body = JSON.stringify({ messageId: args.input.id, pictureIds })
  return { method: 'POST', resourcePath: '/api/pictures/claims', params: { headers, body } }
}

export function response(ctx: ClaimContext): null {
  const { result, error, stash, args } = ctx
  if (error || isNothing(result) || result.statusCode >= 500) fail('Unavailable')
  // Too many requests of its sender's, or a session that ended meanwhile.
  if (result.statusCode === 429) fail('TooFast')
  if (result.statusCode !== 200 && result.statusCode !== 201) fail('PictureUnavailable')
  const claimed: { readonly items?: readonly Attachment[] } = JSON.parse(result.body)
  const items = claimed.items ?? []
  if (items.length < (args.input.pictureIds ?? []).length) fail('PictureUnavailable')
  stash.attachments = items.map(attachmentOf)
  return null
}

function attachmentOf({ pictureId, key, width, height, placeholder, colour, altText }: Attachment): Attachment {
  return { pictureId, key, width, height, placeholder: placeholder ?? null, colour: colour ?? null, altText }
}
