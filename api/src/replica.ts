import { openObjectStore } from '@porchlight/objects/open'
import type { ObjectStoreSettings } from '@porchlight/objects/settings'
import type { Endpoint } from '@porchlight/runtime/endpoint'
import type { Logger } from '@porchlight/runtime/logger'
import { buildApp } from './app.ts'
import { uncached } from './cache/cache.ts'
import { openCache } from './cache/open-cache.ts'
import { type Context, newId } from './context.ts'
import { openControl } from './control/control.ts'
import { type Database, openDatabase } from './database/database.ts'
import { type EgressSettings, openEgress } from './egress/egress.ts'
import type { App } from './http/route.ts'
import { openIdentity } from './identity/identity.ts'
import { sendResetMail } from './identity/password-reset.ts'
import { SecretBox } from './identity/secret-box.ts'
import { offerSetupToken } from './identity/setup-token-queries.ts'
import type { PictureSettings } from './pictures/settings.ts'
import type { GraphqlTarget } from './publishing/graphql-client.ts'
import { openPublishing } from './publishing/publishing.ts'

/** The part of the configuration that makes a replica what it is; where it listens is the process's affair. */
export interface ReplicaSettings {
  readonly databaseUrl: string
  readonly origin: string
  /** `undefined`: the same. */
  readonly apiOrigin: string | undefined
  readonly authSecret: string
  readonly setupTokenHash: string | undefined
  readonly valkeyUrl: string | undefined
  /** Off for measurements only. */
  readonly cache: 'on' | 'off'
  readonly rateLimits: Context['rateLimits']
  /** Where the edge is asked about the firewall; absent where its place is taken by another load balancer. */
  readonly edgeControl: Endpoint | undefined
  /** Where the runner of functions is asked; absent where AWS Lambda runs them. */
  readonly functionsControl: Endpoint | undefined
  /** Where the messaging tier is told what happens here; absent in a place without one. */
  readonly graphql: GraphqlTarget | undefined
  readonly egress: EgressSettings
  readonly smtp: { readonly url: string; readonly from: string | undefined } | undefined
  readonly objectStore: ObjectStoreSettings
  readonly pictures: PictureSettings
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

/** The composition root: adapters are chosen here and nowhere else. The database must have been migrated. */
export async function openReplica(
  settings: ReplicaSettings,
  { logger, draining = () => false }: { logger: Logger; draining?: () => boolean },
): Promise<Replica> {
  const database = openDatabase(settings.databaseUrl, (error) =>
    // The error itself carries the whole connection, with all that it holds.
    logger.warn({ reason: error.message }, 'an idle database connection broke'),
  )
  const now = () => new Date()
  const { db, reads } = database
  const { origin, apiOrigin = origin } = settings
  const identity = openIdentity({
    db,
    reads,
    logger,
    origin,
    secret: settings.authSecret,
    now,
    newId,
    sendResetToken: (reset) => sendResetMail(ctx, reset),
  })
  const ctx: Context = {
    db,
    reads,
    cache: settings.cache === 'off' ? uncached : await openReplicaCache(settings, { logger, database }),
    identity,
    firewall: openControl({ endpoint: settings.edgeControl, unavailable: 'firewall_unavailable' }),
    functions: openControl({ endpoint: settings.functionsControl, unavailable: 'functions_unavailable' }),
    egress: openEgress(settings.egress),
    webhookSecrets: new SecretBox(settings.authSecret, 'webhook secrets'),
    publishing: openPublishing({ target: settings.graphql, identity, logger, now }),
    store: await openObjectStore(settings.objectStore),
    pictures: settings.pictures,
    logger,
    origin,
    apiOrigin,
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
      await ctx.publishing.close()
      await ctx.cache.close()
      await database.close()
    },
  }
}

function openReplicaCache(
  { databaseUrl, valkeyUrl }: ReplicaSettings,
  { logger, database }: { logger: Logger; database: Database },
) {
  const notify = { name: 'notify', text: 'select pg_notify($1, $2)' }
  const publish = (channel: string, payload: string) => database.pool.query({ ...notify, values: [channel, payload] })
  return openCache({ databaseUrl, valkeyUrl, publish, logger })
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
