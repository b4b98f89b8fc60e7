import type { Picture, PicturePurpose, UploadGrant } from '@porchlight/contract/pictures'
import { v7 } from 'uuid'
import type { Call } from '../../../client/endpoint-types.ts'
import { problemOfError } from '../../../client/problem.ts'
import { askWhenTold } from './ask-when-told.ts'
import type { ChosenFile } from './choose.ts'
import { type PutOptions, UploadFault } from './put.ts'
import {
  type Description,
  isSame,
  type Tray,
  type TrayAction,
  type TrayPicture,
  type Trouble,
  trayReducer,
} from './tray-state.ts'

/** Kept on the device with the words of a draft: the pictures themselves are the server's by then. */
export interface KeptPicture extends Description {
  readonly id: string
}

/** Pictures of messages are private. */
export type TrayPurpose = Extract<PicturePurpose, 'post' | 'message'>

interface TrayMeans {
  readonly call: Call
  readonly put: (grant: UploadGrant, file: Blob, options: PutOptions) => Promise<void>
  readonly keep: (pictures: readonly KeptPicture[]) => void
  readonly purpose: TrayPurpose
}

const middle = { x: 0.5, y: 0.5 }

/** The pictures of one draft: sends them while words are still being written, also while the composer is closed. */
export class TrayStore {
  readonly #means: TrayMeans
  readonly #listeners = new Set<() => void>()
  readonly #sending = new Map<string, AbortController>()
  #tray: Tray = []
  #kept: readonly KeptPicture[] = []
  #stopWatching: () => void = () => undefined

  constructor(means: TrayMeans, kept: readonly KeptPicture[]) {
    this.#means = means
    if (kept.length === 0) return
    this.#tray = kept.map((picture) => restored(picture, means.purpose))
    this.#kept = kept
    this.#watch()
  }

  readonly tray = (): Tray => this.#tray

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  add(files: readonly ChosenFile[]): void {
    const pictures = files.map(
      (chosen): TrayPicture => ({
        key: v7(),
        chosen,
        preview: URL.createObjectURL(chosen.file),
        altText: '',
        focalPoint: middle,
        unsaved: false,
        state: { kind: 'granting' },
        picture: null,
      }),
    )
    this.#dispatch({ kind: 'added', pictures })
    for (const { key } of pictures) void this.#send(key)
  }

  /** A new grant and a new row; the old one is not needed any more. */
  retry(key: string): void {
    const entry = this.#find(key)
    if (entry?.state.kind !== 'failed' || entry.chosen === null) return
    this.#drop(entry)
    this.#dispatch({ kind: 'retried', key })
    void this.#send(key)
  }

  remove(key: string): void {
    const entry = this.#find(key)
    if (entry === undefined) return
    this.#sending.get(key)?.abort(new DOMException('removed', 'AbortError'))
    this.#drop(entry)
    if (entry.preview !== null) URL.revokeObjectURL(entry.preview)
    this.#dispatch({ kind: 'removed', key })
  }

  move(key: string, to: number): void {
    this.#dispatch({ kind: 'moved', key, to })
  }

  describe(key: string, description: Description): void {
    const entry = this.#find(key)
    if (entry === undefined || isSame(entry, description)) return
    this.#dispatch({ kind: 'described', key, description })
    this.#save(key).catch(() => undefined) // said when the post is sent, and tried again then
  }

  /** @throws {ApiProblem} when a description could not be saved. */
  async saveAll(): Promise<void> {
    await Promise.all(this.#tray.filter(({ unsaved }) => unsaved).map(({ key }) => this.#save(key)))
  }

  /** They belong to a post now. */
  release(): void {
    for (const { preview } of this.#tray) if (preview !== null) URL.revokeObjectURL(preview)
    this.#tray = []
    this.#changed()
  }

  /** Takes back what a post that was not sent had taken. */
  takeBack(pictures: readonly KeptPicture[]): void {
    const known = new Set(this.#tray.map(({ picture }) => picture?.id))
    this.#dispatch({
      kind: 'added',
      pictures: pictures.filter(({ id }) => !known.has(id)).map((picture) => restored(picture, this.#means.purpose)),
    })
    this.#watch()
  }

  #find(key: string): TrayPicture | undefined {
    return this.#tray.find((entry) => entry.key === key)
  }

  #dispatch(action: TrayAction): void {
    this.#tray = trayReducer(this.#tray, action)
    this.#changed()
  }

  #changed(): void {
    const keeping = this.#tray.flatMap(kept)
    if (JSON.stringify(keeping) !== JSON.stringify(this.#kept)) this.#means.keep(keeping)
    this.#kept = keeping
    for (const listener of this.#listeners) listener()
  }

  async #send(key: string): Promise<void> {
    const controller = new AbortController()
    this.#sending.set(key, controller)
    try {
      await this.#upload(key, controller.signal)
      this.#dispatch({ kind: 'arrived', key })
      this.#watch()
    } catch (error) {
      if (controller.signal.aborted) return
      this.#dispatch({ kind: 'failed', key, trouble: troubleOf(error) })
      if (isLost(this.#find(key)))
        addEventListener('online', () => isLost(this.#find(key)) && this.retry(key), { once: true })
    } finally {
      if (this.#sending.get(key) === controller) this.#sending.delete(key)
    }
  }

  async #upload(key: string, signal: AbortSignal): Promise<void> {
    const entry = this.#find(key)
    if (!entry?.chosen) return
    const { file, type } = entry.chosen
    const said: Description = { altText: entry.altText, focalPoint: entry.focalPoint }
    const body = { purpose: this.#means.purpose, contentType: type, contentLength: file.size, ...said } as const
    const { picture, upload } = await this.#means.call('POST /pictures', { body })
    if (signal.aborted) return void this.#delete(picture)
    this.#dispatch({ kind: 'granted', key, picture })
    this.#dispatch({ kind: 'saved', key, description: said })
    this.#save(key).catch(() => undefined)
    await this.#means.put(upload, file, {
      signal,
      onProgress: (sent) => this.#dispatch({ kind: 'progressed', key, sent }),
    })
  }

  async #save(key: string): Promise<void> {
    const entry = this.#find(key)
    if (!entry?.unsaved || entry.picture === null) return
    const description: Description = { altText: entry.altText, focalPoint: entry.focalPoint }
    await this.#means.call('PATCH /pictures/:pictureId', { params: { pictureId: entry.picture.id }, body: description })
    this.#dispatch({ kind: 'saved', key, description })
  }

  #drop({ picture }: TrayPicture): void {
    if (picture !== null) this.#delete(picture)
  }

  /** Should it not come through, the sweeper finds what no post took. */
  #delete({ id }: Picture): void {
    this.#means.call('DELETE /pictures/:pictureId', { params: { pictureId: id } }).catch(() => undefined)
  }

  /** Asks for those that are not ready yet. */
  #watch(): void {
    this.#stopWatching()
    const isAbout = (pictureId: string) => this.#tray.some(({ picture }) => picture?.id === pictureId)
    this.#stopWatching = askWhenTold({ isAbout, ask: () => this.#ask() })
  }

  async #ask(): Promise<boolean> {
    const asked = this.#waiting()
    if (asked.length === 0) return false
    const answer = await this.#means.call('GET /pictures', { query: { ids: asked.join(',') } }).catch(() => undefined)
    if (answer) this.#dispatch({ kind: 'seen', asked, pictures: answer.items })
    return this.#waiting().length > 0
  }

  #waiting(): readonly string[] {
    return this.#tray.flatMap(({ state, picture }) => (state.kind === 'processing' && picture ? [picture.id] : []))
  }
}

function restored({ id, altText, focalPoint }: KeptPicture, purpose: TrayPurpose): TrayPicture {
  const row: Picture = {
    id,
    state: 'processing',
    width: null,
    height: null,
    placeholder: null,
    colour: null,
    animated: false,
    altText,
    focalPoint,
    sources: [],
    purpose,
    failure: null,
    createdAt: new Date(0).toISOString(),
  }
  return {
    key: id,
    chosen: null,
    preview: null,
    altText,
    focalPoint,
    unsaved: false,
    state: { kind: 'processing' },
    picture: row,
  }
}

function kept({ state, picture, altText, focalPoint }: TrayPicture): readonly KeptPicture[] {
  return picture === null || state.kind === 'failed' ? [] : [{ id: picture.id, altText, focalPoint }]
}

function isLost(entry: TrayPicture | undefined): boolean {
  return (
    entry?.state.kind === 'failed' &&
    (entry.state.trouble.code === 'lost' || entry.state.trouble.code === 'unreachable')
  )
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof UploadFault) return { kind: 'upload', code: error.kind }
  return { kind: 'problem', code: problemOfError(error).code }
}
