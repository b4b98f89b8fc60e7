import type { PictureEvent } from '@porchlight/contract/picture-events'
import { type PictureAudience, uploadKey } from '@porchlight/contract/picture-keys'
import { createLogger } from '@porchlight/runtime/logger'
import type { FunctionHandler } from '../function-handler.ts'
import { processImageHandler } from '../process-image/handler.ts'
import type { Watermark } from '../rendering/watermark.ts'
import { MemoryStore } from './memory-store.ts'

export const pictureId = '0197f2a0-0000-7000-8000-000000000001'
const context = { getRemainingTimeInMillis: () => 60_000 }

export interface Upload {
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly audience?: PictureAudience
  readonly metadata?: Readonly<Record<string, string>>
}

/** The event that a store sends of a finished upload. */
export function createdEvent(...keys: readonly string[]) {
  return { Records: keys.map((key) => ({ eventName: 'ObjectCreated:Put', s3: { object: { key } } })) }
}

/** The function with what it talks to, and what it said. */
export class Bench {
  readonly store = new MemoryStore()
  readonly sent: { readonly id: string; readonly event: PictureEvent }[] = []
  readonly #handler: FunctionHandler

  constructor(watermark?: Watermark) {
    this.#handler = processImageHandler({
      store: this.store,
      watermark,
      queue: {
        send: async (id, event) => {
          this.sent.push({ id, event })
        },
      },
      logger: createLogger('images', 'silent'),
    })
  }

  async upload({ bytes, contentType, audience = 'public', metadata = {} }: Upload): Promise<string> {
    const key = uploadKey(audience, pictureId)
    await this.store.put(key, bytes, { contentType, metadata })
    return key
  }

  async invoke(event: unknown): Promise<void> {
    await this.#handler(event, context)
  }

  /** The last word on one upload. */
  async process(upload: Upload): Promise<PictureEvent> {
    await this.invoke(createdEvent(await this.upload(upload)))
    const last = this.sent.at(-1)
    if (last === undefined) throw new Error('nothing was said of the picture')
    return last.event
  }

  /** `failure`, or `ready`. */
  async outcome(upload: Upload): Promise<string> {
    const event = await this.process(upload)
    return event.type === 'picture.failed' ? event.data.failure : event.type
  }

  render(file: string, audience: PictureAudience = 'public'): Buffer {
    const kept = this.store.objects.get(`renders/${audience}/${pictureId}/${file}`)
    if (kept === undefined) throw new Error(`no ${file} was rendered`)
    return Buffer.from(kept.body)
  }
}
