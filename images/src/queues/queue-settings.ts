import { type Endpoint, EndpointText } from '@porchlight/runtime/endpoint'
import { z } from 'zod'

export type QueueSettings =
  | { readonly kind: 'sqs'; readonly queueUrl: string }
  | { readonly kind: 'runner'; readonly endpoint: Endpoint }

/** `sqs:https://sqs.REGION.amazonaws.com/ACCOUNT/NAME` or `runner:unix:/run/functions.sock`. */
export const QueueText = z.string().transform((text, context): QueueSettings => {
  if (text.startsWith('sqs:') && z.url({ protocol: /^https?$/ }).safeParse(text.slice(4)).success) {
    return { kind: 'sqs', queueUrl: text.slice('sqs:'.length) }
  }
  const endpoint = text.startsWith('runner:') ? EndpointText.safeParse(text.slice('runner:'.length)) : undefined
  if (endpoint?.success) return { kind: 'runner', endpoint: endpoint.data }
  context.addIssue('must be sqs:URL or runner:unix:/PATH')
  return z.NEVER
})
