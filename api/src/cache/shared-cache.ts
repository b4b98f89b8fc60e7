import type { Logger } from '@porchlight/runtime/logger'
import type { BentoCache, bentostore } from 'bentocache'
import type { Cache } from './cache.ts'

type Bento = BentoCache<{ kept: ReturnType<typeof bentostore> }>

/** A load that `forget` overtakes has read what was so before: its value is for whoever waited already, nobody else. */
interface Load {
  overtaken: boolean
}

/** Keys that one message holds: NOTIFY takes 8,000 bytes. */
const maxKeysAtOnce = 100

/** What is kept in this process and, where there is a second level, in it; replicas forget together. */
export class SharedCache implements Cache {
  readonly #bento: Bento
  readonly #loads = new Map<string, Load>()
  readonly #isTold: () => boolean
  readonly #logger: Logger

  /** @param isTold whether this process hears what others forget; while it does not, it keeps nothing. */
  constructor(bento: Bento, { isTold, logger }: { isTold: () => boolean; logger: Logger }) {
    this.#bento = bento
    this.#isTold = isTold
    this.#logger = logger
    // A store subscribes to its bus when it is first used, and none is used before the bus is heard.
    bento.use('kept')
    bento.on('bus:message:received', ({ message }) => this.#overtake(message.keys))
  }

  async read<Value extends object>(key: string, load: () => Promise<Value | null>): Promise<Value | null> {
    if (!this.#isTold() || this.#loads.get(key)?.overtaken) return await load()
    const mine: Load = { overtaken: false }
    let loaded: Value | null = null
    try {
      const kept = await this.#bento.getOrSet<Value | undefined>({
        key,
        // Filling is no news for other replicas.
        skipBusNotify: true,
        factory: async ({ skip }) => {
          this.#loads.set(key, mine)
          loaded = await load()
          return loaded === null || mine.overtaken ? skip() : loaded
        },
      })
      return kept ?? loaded
    } catch (error) {
      throw error instanceof Error && error.cause !== undefined ? error.cause : error
    } finally {
      if (this.#loads.get(key) === mine) await this.#finish(key, mine)
    }
  }

  async forget(keys: readonly string[]): Promise<void> {
    this.#overtake(keys)
    for (let start = 0; start < keys.length; start += maxKeysAtOnce) {
      await this.#drop(keys.slice(start, start + maxKeysAtOnce))
    }
  }

  async close(): Promise<void> {
    await this.#bento.disconnectAll()
  }

  #overtake(keys: readonly string[]): void {
    for (const key of keys) {
      const load = this.#loads.get(key)
      if (load !== undefined) load.overtaken = true
    }
  }

  async #finish(key: string, load: Load): Promise<void> {
    // Overtaken between the end of the load and the keeping of its value.
    if (load.overtaken) await this.#drop([key])
    this.#loads.delete(key)
  }

  async #drop(keys: string[]): Promise<void> {
    try {
      await this.#bento.deleteMany({ keys })
    } catch (error) {
      this.#logger.warn({ err: error }, 'the cache could not be told what changed: it ages out by itself')
    }
  }
}
