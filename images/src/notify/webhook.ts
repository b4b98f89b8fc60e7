import { type PictureNotification, pictureHookPath } from '@porchlight/contract/picture-events'
import { Webhook } from 'standardwebhooks'
import { Pool } from 'undici'

/** `api`, behind the internal load balancer. */
export type HookAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'origin'; readonly origin: string }

export interface WebhookSettings {
  readonly address: HookAddress
  /** `whsec_...`, all of which sign: while one follows another, the receiver needs to know only one. */
  readonly secrets: readonly string[]
}

/** Short of a visibility timeout, so that a request is over before the queue shows its message to anyone again. */
const timeoutMs = 10_000

/** Sends Standard Webhooks requests (https://www.standardwebhooks.com) to `api`. */
export class WebhookSender {
  readonly #pool: Pool
  readonly #signers: readonly Webhook[]

  constructor({ address, secrets }: WebhookSettings) {
    this.#signers = secrets.map((secret) => new Webhook(secret))
    this.#pool =
      address.kind === 'socket'
        ? new Pool('http://api', { connections: 10, socketPath: address.path })
        : new Pool(address.origin, { connections: 10 })
  }

  /** @throws unless the answer is 2xx, in time. */
  async send({ id, event }: PictureNotification): Promise<void> {
    const payload = JSON.stringify(event)
    const attemptedAt = new Date()
    const { statusCode, body } = await this.#pool.request({
      path: pictureHookPath,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(attemptedAt.getTime() / 1000)),
        'webhook-signature': this.#signers.map((signer) => signer.sign(id, attemptedAt, payload)).join(' '),
      },
      body: payload,
      signal: AbortSignal.timeout(timeoutMs),
    })
    await body.dump()
    if (statusCode < 200 || statusCode >= 300) throw new Error(`api answered ${statusCode} to the notification ${id}`)
  }
}
