import { randomBytes } from 'node:crypto'
import { DomainError } from '@porchlight/contract/errors'
import type { Page, PageQuery } from '@porchlight/contract/page'
import {
  type EgressFault,
  type NewWebhook,
  type Webhook,
  type WebhookChange,
  type WebhookDraft,
  webhookLimits,
} from '@porchlight/contract/webhooks'
import type { Context } from '../context.ts'
import { idPage } from '../database/id-page.ts'
import {
  countEndpoints,
  deleteEndpoint,
  insertEndpoint,
  lockEndpoints,
  selectEndpoint,
  selectEndpoints,
  updateEndpoint,
} from './endpoint-queries.ts'
import { webhookView } from './view.ts'

const dayMs = 24 * 3_600_000

export async function listWebhooks(ctx: Context, page: PageQuery): Promise<Page<Webhook>> {
  return idPage(await selectEndpoints(ctx.db, page), page, (row) => webhookView(row, ctx.now()))
}

/**
 * The secret stands in this answer only; what is kept is sealed.
 *
 * @throws {DomainError} `invalid_input` for an address that is never called, `webhook_limit`
 */
export async function createWebhook(ctx: Context, draft: WebhookDraft): Promise<NewWebhook> {
  requireCallable(ctx, draft.url)
  const secret = newSecret()
  const row = { ...draft, id: ctx.newId(), secret: ctx.webhookSecrets.seal(secret) }
  const created = await ctx.db.transaction().execute(async (tx) => {
    await lockEndpoints(tx)
    if ((await countEndpoints(tx)) >= webhookLimits.perCommunity) throw new DomainError('webhook_limit')
    return await insertEndpoint(tx, row)
  })
  return { ...webhookView(created, ctx.now()), secret }
}

/** @throws {DomainError} `not_found`, `invalid_input` for an address that is never called. */
export async function changeWebhook(ctx: Context, id: string, { enabled, ...change }: WebhookChange): Promise<Webhook> {
  if (change.url !== undefined) requireCallable(ctx, change.url)
  const found = await requireEndpoint(ctx, id)
  const enabling = { disabled_because: null, failing_since: null }
  const disabling = { disabled_because: found.disabled_because ?? ('administrator' as const) }
  const changed = await updateEndpoint(ctx.db, id, {
    ...change,
    // Another address starts with a clean slate.
    ...(change.url !== undefined && { failing_since: null }),
    ...(enabled !== undefined && (enabled ? enabling : disabling)),
  })
  if (changed === undefined) throw new DomainError('not_found')
  return webhookView(changed, ctx.now())
}

/** @throws {DomainError} `not_found` */
export async function removeWebhook(ctx: Context, id: string): Promise<void> {
  if (!(await deleteEndpoint(ctx.db, id))) throw new DomainError('not_found')
}

/**
 * The secret before is good for another day, the one before that no longer.
 *
 * @throws {DomainError} `not_found`
 */
export async function rotateSecret(ctx: Context, id: string): Promise<NewWebhook> {
  const secret = newSecret()
  const found = await requireEndpoint(ctx, id)
  const changed = await updateEndpoint(ctx.db, id, {
    secret: ctx.webhookSecrets.seal(secret),
    previous_secret: found.secret,
    previous_secret_until: new Date(ctx.now().getTime() + dayMs),
  })
  if (changed === undefined) throw new DomainError('not_found')
  return { ...webhookView(changed, ctx.now()), secret }
}

/** @throws {DomainError} `not_found` */
export async function requireEndpoint(ctx: Context, id: string) {
  const found = await selectEndpoint(ctx.db, id)
  if (found === undefined) throw new DomainError('not_found')
  return found
}

/** https://www.standardwebhooks.com: 24 to 64 random bytes. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

const refusals: Readonly<Partial<Record<EgressFault, string>>> = {
  scheme_refused: 'must begin with https://',
  port_refused: 'takes port 443 or 8443 only',
  credentials_refused: 'must not carry a user name or a password',
  address_refused: 'leads to an address that is not public',
}

function requireCallable(ctx: Context, url: string): void {
  const fault = ctx.egress.refusalOf(url)
  if (fault === undefined) return
  const message = refusals[fault] ?? 'is not an address like https://example.org/hooks'
  throw new DomainError('invalid_input', [{ in: 'body', pointer: '/url', message }])
}
