import { admissionRoutes } from './admission/routes.ts'
import { blockRoutes } from './blocks/routes.ts'
import { communityRoutes } from './community/routes.ts'
import type { Context } from './context.ts'
import { firewallRoutes } from './firewall/routes.ts'
import { followRoutes } from './follows/routes.ts'
import { functionRoutes } from './functions/routes.ts'
import type { App } from './http/route.ts'
import { createServer } from './http/server.ts'
import { identityRoutes } from './identity/routes.ts'
import { mailRoutes } from './mail/routes.ts'
import { memberRoutes } from './members/routes.ts'
import { muteRoutes } from './mutes/routes.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { pictureRoutes } from './pictures/routes.ts'
import { postRoutes } from './posts/routes.ts'
import { referenceRoutes } from './reference/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { sampleRoutes } from './samples/routes.ts'
import { storageRoutes } from './storage/routes.ts'
import { suspensionRoutes } from './suspensions/routes.ts'
import { timelineRoutes } from './timelines/routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'

/** The REST API over its context. `ready` says whether this replica may take requests. */
export function buildApp(ctx: Context, ready: () => Promise<boolean>): App {
  const app = createServer(ctx)
  // Asked several times a second by whoever balances: worth a line only when it fails.
  const health = { logLevel: 'warn' } as const
  app.get('/livez', health, async () => 'ok')
  app.get('/readyz', health, async (_request, reply) => ((await ready()) ? 'ok' : reply.code(503).send('not ready')))
  referenceRoutes(app, ctx)
  identityRoutes(app, ctx)
  communityRoutes(app, ctx)
  admissionRoutes(app, ctx)
  mailRoutes(app, ctx)
  memberRoutes(app, ctx)
  followRoutes(app, ctx)
  blockRoutes(app, ctx)
  muteRoutes(app, ctx)
  notificationRoutes(app, ctx)
  postRoutes(app, ctx)
  timelineRoutes(app, ctx)
  pictureRoutes(app, ctx)
  storageRoutes(app, ctx)
  reportRoutes(app, ctx)
  suspensionRoutes(app, ctx)
  sampleRoutes(app, ctx)
  firewallRoutes(app, ctx)
  webhookRoutes(app, ctx)
  functionRoutes(app, ctx)
  return app
}
