import { z } from 'zod'
import { Id, Instant, singleLine } from './fields.ts'
import { PageQuery, pageOf } from './page.ts'
import { limits } from './text.ts'

/** Programs of the operator's that are told what happens here, as Standard Webhooks (https://www.standardwebhooks.com). */

export const webhookEventTypes = ['post.published', 'post.deleted', 'picture.ready', 'picture.failed'] as const
export const WebhookEventType = z.enum(webhookEventTypes)
export type WebhookEventType = z.infer<typeof WebhookEventType>

/** What is sent besides: a test that an administrator asked for. */
export const WebhookMessageType = z.enum([...webhookEventTypes, 'webhook.test'])
export type WebhookMessageType = z.infer<typeof WebhookMessageType>

export const webhookLimits = { perCommunity: 20, urlCharacters: 2_000, answerBytes: 1_024 } as const

/**
 * What may go wrong on the way to an address that somebody gave. A closed list, because whoever gave it reads a
 * sentence for each.
 */
export const egressFaults = [
  'address_malformed',
  'scheme_refused',
  'port_refused',
  'credentials_refused',
  'name_unknown',
  'address_refused',
  'connection_failed',
  'tls_failed',
  'timed_out',
  'answer_malformed',
] as const
export type EgressFault = (typeof egressFaults)[number]

/** Why an attempt did not deliver. */
export const WebhookFault = z.enum([
  ...egressFaults,
  'redirected',
  'endpoint_gone',
  'answered_with_error',
  'secret_unreadable',
])
export type WebhookFault = z.infer<typeof WebhookFault>

const WebhookUrl = z.url({ protocol: /^https?$/ }).max(webhookLimits.urlCharacters)
const Description = singleLine({ min: 0, max: limits.webhookDescriptionGraphemes })
const Events = z.array(WebhookEventType).min(1).max(webhookEventTypes.length)

export const Webhook = z.object({
  id: Id,
  url: z.string(),
  description: z.string(),
  events: z.array(WebhookEventType),
  /** Null while it is enabled. `failing`: it failed for days. `gone`: it answered 410. */
  disabledBecause: z.enum(['administrator', 'failing', 'gone']).nullable(),
  /** Since when no attempt succeeded. */
  failingSince: Instant.nullable(),
  /** Until then requests carry a signature by the secret before the present one, too. */
  previousSecretUntil: Instant.nullable(),
  createdAt: Instant,
})
export type Webhook = z.infer<typeof Webhook>

export const WebhookPage = pageOf(Webhook)

export const WebhookDraft = z.strictObject({ url: WebhookUrl, description: Description.default(''), events: Events })
export type WebhookDraft = z.infer<typeof WebhookDraft>

export const WebhookChange = z
  .strictObject({ url: WebhookUrl, description: Description, events: Events, enabled: z.boolean() })
  .partial()
export type WebhookChange = z.infer<typeof WebhookChange>

/** The secret, `whsec_` and base64, stands in this answer only. */
export const NewWebhook = Webhook.extend({ secret: z.string() })
export type NewWebhook = z.infer<typeof NewWebhook>

export const WebhookDelivery = z.object({
  id: Id,
  /** The same for every attempt and every endpoint: the request's `webhook-id`. */
  eventId: Id,
  type: WebhookMessageType,
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.int(),
  createdAt: Instant,
  lastAttemptAt: Instant.nullable(),
  /** Null once nothing more is tried. */
  nextAttemptAt: Instant.nullable(),
  fault: WebhookFault.nullable(),
  responseStatus: z.int().nullable(),
  /** The first bytes of the answer, as text. */
  answer: z.string().nullable(),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

export const WebhookDeliveryPage = pageOf(WebhookDelivery)
export type WebhookDeliveryPage = z.infer<typeof WebhookDeliveryPage>

export const WebhookParams = z.strictObject({ webhookId: Id })
export const WebhookDeliveryParams = z.strictObject({ webhookId: Id, deliveryId: Id })
/** All, or those in one state, newest first. */
export const WebhookDeliveryQuery = PageQuery.extend({ state: WebhookDelivery.shape.state.optional() })
export type WebhookDeliveryQuery = z.infer<typeof WebhookDeliveryQuery>
