import type { UploadGrant } from '@porchlight/contract/pictures'

/** `lost`: no answer came; `refused`: one that says no. Either way the grant is spent. */
export class UploadFault extends Error {
  readonly kind: 'lost' | 'refused'

  constructor(kind: 'lost' | 'refused') {
    super(`the upload was ${kind}`)
    this.name = 'UploadFault'
    this.kind = kind
  }
}

export interface PutOptions {
  readonly signal: AbortSignal
  /** From 0 to 1. */
  readonly onProgress: (sent: number) => void
}

/** A line over which nothing moves for so long is taken for lost. */
const stallMs = 45_000

/** The browser says these itself, and lets nobody else. */
const browserHeaders: ReadonlySet<string> = new Set(['content-length', 'host', 'connection'])

/**
 * Sends a file as its grant says. By XMLHttpRequest: `fetch` tells nothing of how far it has come.
 *
 * @throws {UploadFault} and, once the signal is aborted, its reason.
 */
export function put(grant: UploadGrant, file: Blob, { signal, onProgress }: PutOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const request = new XMLHttpRequest()
  let stall = setTimeout(() => request.abort(), stallMs)
  request.upload.onprogress = ({ loaded }) => {
    clearTimeout(stall)
    stall = setTimeout(() => request.abort(), stallMs)
    onProgress(Math.min(1, loaded / file.size))
  }
  // 412: the key has its bytes already, as when the browser itself sent a request again.
  const isThere = () => (request.status >= 200 && request.status < 300) || request.status === 412
  request.onload = () => (isThere() ? resolve() : reject(new UploadFault('refused')))
  request.onerror = () => reject(new UploadFault('lost'))
  request.onabort = () => reject(signal.aborted ? signal.reason : new UploadFault('lost'))
  request.onloadend = () => clearTimeout(stall)
  signal.addEventListener('abort', () => request.abort(), { once: true })
  request.open(grant.method, grant.url)
  for (const [name, value] of Object.entries(grant.headers)) {
    if (!browserHeaders.has(name.toLowerCase())) request.setRequestHeader(name, value)
  }
  request.send(file)
  return promise
}
