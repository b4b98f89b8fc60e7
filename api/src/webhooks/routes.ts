import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { listDeliveries, redeliver, sendTest } from './deliveries.ts'
import { changeWebhook, createWebhook, listWebhooks, removeWebhook, rotateSecret } from './service.ts'

export function webhookRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /admin/webhooks', handle: ({ query }) => listWebhooks(ctx, query) })
  route(app, ctx, { endpoint: 'POST /admin/webhooks', handle: ({ body }) => createWebhook(ctx, body) })
  route(app, ctx, {
    endpoint: 'PATCH /admin/webhooks/:webhookId',
    handle: ({ params, body }) => changeWebhook(ctx, params.webhookId, body),
  })
  route(app, ctx, {
    endpoint: 'DELETE /admin/webhooks/:webhookId',
    handle: ({ params }) => removeWebhook(ctx, params.webhookId),
  })
  route(app, ctx, {
    endpoint: 'POST /admin/webhooks/:webhookId/secrets',
    handle: ({ params }) => rotateSecret(ctx, params.webhookId),
  })
  route(app, ctx, {
    endpoint: 'POST /admin/webhooks/:webhookId/tests',
    handle: ({ params }) => sendTest(ctx, params.webhookId),
  })
  route(app, ctx, {
    endpoint: 'GET /admin/webhooks/:webhookId/deliveries',
    handle: ({ params, query }) => listDeliveries(ctx, params.webhookId, query),
  })
  route(app, ctx, {
    endpoint: 'POST /admin/webhooks/:webhookId/deliveries/:deliveryId/redeliveries',
    handle: ({ params }) => redeliver(ctx, params),
  })
}
