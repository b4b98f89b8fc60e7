import type { Logger } from '@porchlight/runtime/logger'
import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'
import type { Cache } from './cache.ts'
import { PostgresBus } from './postgres-bus.ts'
import { SharedCache } from './shared-cache.ts'

export interface CacheSettings {
  readonly databaseUrl: string
  /** Sends a NOTIFY on a connection that is there anyway. */
  readonly publish: (channel: string, payload: string) => Promise<unknown>
  /** `redis://`, `rediss://`, `valkey://`, `valkeys://`, or the path of a Unix socket. */
  readonly valkeyUrl: string | undefined
  readonly logger: Logger
}

/** The longest that a visitor sees what is not so any more, should a message between replicas be lost. */
const ttl = '30s'
/** Some 20 MB of posts and profiles at the very most. */
const maxItems = 5_000
const prefix = 'porchlight'

/**
 * In this process, and in Valkey too where there is one. Replicas tell one another what changed through PostgreSQL even
 * then: it is there whenever a write succeeds, while Valkey may be down without anybody reading something old.
 */
export async function openCache({ databaseUrl, publish, valkeyUrl, logger }: CacheSettings): Promise<Cache> {
  const afterGap = { type: 'clear', keys: [], namespace: prefix }
  const bus = new PostgresBus({ databaseUrl, publish, logger, afterGap })
  const memory = bentostore().useL1Layer(memoryDriver({ maxItems, serialize: valkeyUrl !== undefined }))
  const kept = valkeyUrl === undefined ? memory : memory.useL2Layer(await openValkey(valkeyUrl, logger))
  const bento = new BentoCache({
    default: 'kept',
    prefix,
    ttl,
    suppressL2Errors: true,
    l2CircuitBreakerDuration: '5s',
    stores: { kept: kept.useBus({ options: { retryQueue: { maxSize: 1_000 } }, factory: () => bus }) },
  })
  return new SharedCache(bento, { isTold: () => bus.listening, logger })
}

/** Loaded only where it is used. */
async function openValkey(url: string, logger: Logger) {
  const [{ Redis }, { redisDriver }] = await Promise.all([import('ioredis'), import('bentocache/drivers/redis')])
  const connection = new Redis(url.replace(/^valkey/, 'redis'), {
    // A cache that makes one wait is none: whatever takes longer counts as missing.
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    connectTimeout: 2_000,
    commandTimeout: 250,
  })
  let failing = false
  connection.on('error', (error) => {
    if (!failing) logger.warn({ err: error }, 'Valkey does not answer: the cache works in this process only')
    failing = true
  })
  connection.on('ready', () => {
    failing = false
    logger.info('Valkey is connected')
  })
  return redisDriver({ connection })
}
