import type { FocalPoint, Picture, UploadGrant } from '@porchlight/contract/pictures'
import type { Call } from '../../../client/endpoint-types.ts'
import { problemOfError } from '../../../client/problem.ts'
import type { Asking } from './ask-when-told.ts'
import type { ChosenFile } from './choose.ts'
import { type PutOptions, UploadFault } from './put.ts'
import type { Trouble } from './tray-state.ts'

export type PortraitPurpose = 'avatar' | 'banner'

/** How far a picture of a member has come; `sent` from 0 to 1. */
export type PortraitStep = { readonly kind: 'sending'; readonly sent: number } | { readonly kind: 'processing' }

export interface Portrait {
  readonly purpose: PortraitPurpose
  readonly chosen: ChosenFile
  readonly focalPoint: FocalPoint
}

interface PortraitMeans {
  readonly call: Call
  readonly put: (grant: UploadGrant, file: Blob, options: PutOptions) => Promise<void>
  readonly watch: (asking: Asking) => () => void
  readonly onStep: (step: PortraitStep) => void
  readonly signal: AbortSignal
}

/** What the image function said, as something that can be thrown. */
export class PortraitFault extends Error {
  readonly trouble: Trouble

  constructor(trouble: Trouble) {
    super(`the picture ended as ${trouble.code}`)
    this.name = 'PortraitFault'
    this.trouble = trouble
  }
}

/**
 * Sends a member's picture and waits until every size of it is there. Whatever comes between, nothing is left behind.
 *
 * @throws {PortraitFault} saying why; and, once the signal is aborted, its reason.
 */
export async function uploadPortrait(portrait: Portrait, means: PortraitMeans): Promise<Picture> {
  const { call, put, signal, onStep } = means
  const { file, type } = portrait.chosen
  const { purpose, focalPoint } = portrait
  onStep({ kind: 'sending', sent: 0 })
  const body = { purpose, contentType: type, contentLength: file.size, focalPoint }
  const { picture, upload } = await call('POST /pictures', { body, signal }).catch(fail)
  try {
    await put(upload, file, { signal, onProgress: (sent) => onStep({ kind: 'sending', sent }) })
    onStep({ kind: 'processing' })
    return await untilReady(picture.id, means)
  } catch (error) {
    call('DELETE /pictures/:pictureId', { params: { pictureId: picture.id } }).catch(() => undefined)
    signal.throwIfAborted()
    return fail(error)
  }
}

async function untilReady(pictureId: string, { call, watch, signal }: PortraitMeans): Promise<Picture> {
  const { promise, resolve, reject } = Promise.withResolvers<Picture>()
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  async function ask(): Promise<boolean> {
    const answer = await call('GET /pictures', { query: { ids: pictureId } }).catch(() => undefined)
    const picture = answer?.items.find(({ id }) => id === pictureId)
    if (picture?.state === 'ready') resolve(picture)
    if (picture?.state === 'failed')
      reject(new PortraitFault({ kind: 'upload', code: picture.failure ?? 'processing_failed' }))
    return picture?.state !== 'ready' && picture?.state !== 'failed'
  }
  const end = watch({ isAbout: (id) => id === pictureId, ask })
  try {
    return await promise
  } finally {
    end()
  }
}

function fail(error: unknown): never {
  if (error instanceof PortraitFault) throw error
  if (error instanceof UploadFault) throw new PortraitFault({ kind: 'upload', code: error.kind })
  throw new PortraitFault({ kind: 'problem', code: problemOfError(error).code })
}
