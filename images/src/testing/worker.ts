import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FunctionAnswer } from '@porchlight/contract/function-messages'
import { PictureNotification } from '@porchlight/contract/picture-events'
import { uploadKey } from '@porchlight/contract/picture-keys'
import type { ObjectStore } from '@porchlight/objects/object-store'
import { openObjectStore } from '@porchlight/objects/open'
import { Loopback } from './loopback.ts'
import { createdEvent } from './process.ts'

const entry = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface WorkerUpload {
  readonly pictureId: string
  readonly bytes: Uint8Array
  readonly contentType: string
}

/** A process of `process-image` with a store on disk, invoked as the function runner does. */
export class Worker {
  readonly store: ObjectStore
  readonly pid: number | undefined
  readonly #directory: string
  readonly #queue: Loopback
  readonly #child: ChildProcess

  private constructor(parts: { directory: string; queue: Loopback; child: ChildProcess; store: ObjectStore }) {
    this.#directory = parts.directory
    this.#queue = parts.queue
    this.#child = parts.child
    this.store = parts.store
    this.pid = parts.child.pid
  }

  static async start(): Promise<Worker> {
    const directory = await mkdtemp(join(tmpdir(), 'porchlight-images-'))
    const queue = await Loopback.open()
    const mediaOrigin = 'http://porchlight.localhost'
    const store = await openObjectStore({ kind: 'disk', directory, grantSecrets: [], mediaOrigin })
    const child = fork(entry, ['process-image'], {
      env: {
        PATH: process.env.PATH,
        MALLOC_ARENA_MAX: '2',
        PORCHLIGHT_OBJECT_STORE: `disk:${directory}`,
        PORCHLIGHT_MEDIA_ORIGIN: mediaOrigin,
        PORCHLIGHT_NOTIFICATION_QUEUE: `runner:tcp:${new URL(queue.origin).host}`,
        PORCHLIGHT_LOG_LEVEL: 'error',
      },
    })
    await once(child, 'message')
    return new Worker({ directory, queue, child, store })
  }

  /** What was said last of each picture, by its id: `ready` or why not. */
  async process(uploads: readonly WorkerUpload[]): Promise<Map<string, string>> {
    for (const { pictureId, bytes, contentType } of uploads) {
      await this.store.put(uploadKey('public', pictureId), bytes, { contentType })
    }
    this.#queue.requests.length = 0
    const keys = uploads.map(({ pictureId }) => uploadKey('public', pictureId))
    this.#child.send({ kind: 'invoke', id: '1', event: createdEvent(...keys), remainingMs: 60_000 })
    const answer = FunctionAnswer.parse(await this.#answer())
    if (answer.kind !== 'done') throw new Error(`the function failed: ${JSON.stringify(answer)}`)
    return this.#outcomes()
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  async stop(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.disconnect()
    await gone
    this.#queue.close()
    await rm(this.#directory, { recursive: true })
  }

  async #answer(): Promise<unknown> {
    const waiting = new AbortController()
    const { signal } = waiting
    const [message] = await Promise.race([
      once(this.#child, 'message', { signal }),
      once(this.#child, 'exit', { signal }),
    ])
    waiting.abort()
    return message
  }

  #outcomes(): Map<string, string> {
    const outcomes = new Map<string, string>()
    for (const { body } of this.#queue.requests) {
      const { event } = PictureNotification.parse(JSON.parse(body))
      const { data } = event
      outcomes.set(data.pictureId, 'failure' in data ? data.failure : event.type.slice('picture.'.length))
    }
    return outcomes
  }
}
