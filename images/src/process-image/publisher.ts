import type { PictureEvent } from '@porchlight/contract/picture-events'
import { type PictureAudience, renderKey } from '@porchlight/contract/picture-keys'
import type { PictureFailure, Rendition, RenditionFormat, RenditionName } from '@porchlight/contract/pictures'
import type { ObjectStore } from '@porchlight/objects/object-store'
import type { NotificationQueue } from '../queue.ts'
import type { Size } from '../rendering/geometry.ts'
import type { UploadedPicture } from './s3-event.ts'

export interface EncodedRendition extends Size {
  readonly name: RenditionName
  readonly format: RenditionFormat
  readonly data: Buffer
}

/** So long a browser may show a picture that was deleted. */
const cacheSeconds = 300

type Seen = Extract<PictureEvent, { type: 'picture.ready' }>['data']

/** Where the outcome of one picture goes. Keys and ids follow from the picture alone: a second time changes nothing. */
export class Publisher {
  readonly #store: ObjectStore
  readonly #queue: NotificationQueue
  readonly #audience: PictureAudience
  readonly #pictureId: string

  constructor({ store, queue }: { store: ObjectStore; queue: NotificationQueue }, picture: UploadedPicture) {
    this.#store = store
    this.#queue = queue
    this.#audience = picture.audience
    this.#pictureId = picture.pictureId
  }

  async put({ data, ...file }: EncodedRendition): Promise<Rendition> {
    const key = renderKey(this.#audience, this.#pictureId, file)
    await this.#store.put(key, data, {
      contentType: `image/${file.format}`,
      cacheControl: `${this.#audience}, max-age=${cacheSeconds}`,
    })
    return { ...file, bytes: data.length, key }
  }

  async announce(type: 'picture.previewed' | 'picture.ready', seen: Omit<Seen, 'pictureId'>): Promise<void> {
    await this.#send({ type, timestamp: new Date().toISOString(), data: { pictureId: this.#pictureId, ...seen } })
  }

  async announceFailure(failure: PictureFailure): Promise<void> {
    const data = { pictureId: this.#pictureId, failure }
    await this.#send({ type: 'picture.failed', timestamp: new Date().toISOString(), data })
  }

  /** Takes back what a picture that turned out damaged had shown. */
  async withdraw(renditions: readonly Rendition[]): Promise<void> {
    await this.#store.delete(renditions.map(({ key }) => key))
  }

  async #send(event: PictureEvent): Promise<void> {
    await this.#queue.send(`${event.type.replace('.', '-')}-${this.#pictureId}`, event)
  }
}
