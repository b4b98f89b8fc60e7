import type { Logger } from '@porchlight/runtime/logger'
import { buildApp } from './app.ts'
import type { Cache } from './cache/cache.ts'
import { type Context, newId } from './context.ts'
import { type Database, openDatabase } from './database/database.ts'
import type { App } from './http/route.ts'
import { openIdentity } from './identity/identity.ts'
import { sendResetMail } from './identity/password-reset.ts'
import { offerSetupToken } from './identity/setup-token-queries.ts'

/** The part of the configuration that makes a replica what it is; where it listens is the process's affair. */
export interface ReplicaSettings {
  readonly databaseUrl: string
  readonly origin: string
  readonly authSecret: string
  readonly setupTokenHash: string | undefined
  readonly valkeyUrl: string | undefined
  readonly rateLimits: Context['rateLimits']
  readonly smtp: { readonly url: string; readonly from: string | undefined } | undefined
}

/** Everything that one `api` process holds but its socket. */
export interface Replica {
  readonly ctx: Context
  readonly app: App
  readonly database: Database
  close(): Promise<void>
}

/** A load balancer waits 5 s for a health check; a database that takes longer than this is no use to a request either. */
const readyTimeoutMs = 1_000

const uncached: Cache = { read: (_key, load) => load(), forget: async () => {}, close: async () => {} }

/** The composition root: adapters are chosen here and nowhere else. The database must have been migrated. */
export async function openReplica(
  settings: ReplicaSettings,
  { logger, draining = () => false }: { logger: Logger; draining?: () => boolean },
): Promise<Replica> {
  const database = openDatabase(settings.databaseUrl, (error) =>
    logger.warn({ err: error }, 'an idle database connection broke'),
  )
  const now = () => new Date()
  const { db } = database
  const { origin } = settings
  const ctx: Context = {
    db,
    cache: uncached,
    identity: openIdentity({
      db,
      logger,
      origin,
      secret: settings.authSecret,
      now,
      newId,
      sendResetToken: (reset) => sendResetMail(ctx, reset),
    }),
    logger,
    origin,
    rateLimits: settings.rateLimits,
    sendsMail: settings.smtp !== undefined,
    now,
    newId,
  }
  if (settings.setupTokenHash !== undefined) await offerSetupToken(db, settings.setupTokenHash)
  const app = buildApp(ctx, async () => !draining() && (await answers(database)))
  await app.ready()
  return {
    ctx,
    app,
    database,
    async close() {
      await ctx.cache.close()
      await database.close()
    },
  }
}

async function answers({ pool }: Database): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, readyTimeoutMs, false)
  pool.query('select 1').then(
    () => resolve(true),
    () => resolve(false),
  )
  return await promise.finally(() => clearTimeout(timer))
}
