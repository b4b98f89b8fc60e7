import { type WebhookFault, webhookLimits } from '@porchlight/contract/webhooks'
import { Webhook as Signer } from 'standardwebhooks'
import type { Context } from '../context.ts'
import { type EgressAnswer, EgressError } from '../egress/egress.ts'

export interface Message {
  readonly eventId: string
  readonly payload: string
  readonly url: string
  /** Sealed; all that are good, the present one first. */
  readonly secrets: readonly string[]
}

export interface Outcome {
  /** Null: delivered. */
  readonly fault: WebhookFault | null
  readonly responseStatus: number | null
  readonly answer: string | null
  /** How long the endpoint asks to be left alone. */
  readonly retryAfterSeconds: number
}

/** Sends a message once. @throws the reason of `signal`. */
export async function attempt(ctx: Context, message: Message, signal?: AbortSignal): Promise<Outcome> {
  const { eventId, payload, url } = message
  const at = ctx.now()
  const signature = sign(ctx, message, at)
  if (signature === undefined) return unanswered('secret_unreadable')
  const headers = {
    'content-type': 'application/json',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': signature,
  }
  try {
    const request = { method: 'POST', url, headers, body: payload, maxAnswerBytes: webhookLimits.answerBytes } as const
    return outcomeOf(await ctx.egress.send(signal === undefined ? request : { ...request, signal }))
  } catch (error) {
    if (!(error instanceof EgressError)) throw error
    ctx.logger.info({ err: error, url }, 'a webhook was not delivered')
    return unanswered(error.fault)
  }
}

/** One signature a secret, so that a receiver may change over when it suits. Undefined when the present one cannot be read. */
function sign({ webhookSecrets }: Context, { eventId, payload, secrets }: Message, at: Date): string | undefined {
  const [present, ...before] = secrets
  if (present === undefined || !webhookSecrets.canOpen(present)) return undefined
  const good = [present, ...before.filter((secret) => webhookSecrets.canOpen(secret))]
  return good.map((secret) => new Signer(webhookSecrets.open(secret)).sign(eventId, at, payload)).join(' ')
}

function unanswered(fault: WebhookFault): Outcome {
  return { fault, responseStatus: null, answer: null, retryAfterSeconds: 0 }
}

function outcomeOf({ status, headers, body }: EgressAnswer): Outcome {
  const retryAfter = Number(headers['retry-after'])
  return {
    fault: faultOfStatus(status),
    responseStatus: status,
    answer: readable(body),
    retryAfterSeconds: (status === 429 || status === 503) && retryAfter > 0 ? retryAfter : 0,
  }
}

function faultOfStatus(status: number): WebhookFault | null {
  if (status >= 200 && status < 300) return null
  if (status === 410) return 'endpoint_gone'
  return status >= 300 && status < 400 ? 'redirected' : 'answered_with_error'
}

/** What may be stored and shown; a character that was cut in two is left out. */
function readable(body: Buffer): string {
  const text = body.toString('utf8').replace(/\uFFFD+$/, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the point
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, ' ')
}
