import type { PictureFailure } from '@porchlight/contract/pictures'

export type Outcome = PictureFailure | 'ready'

/** A file that a member might send, and how it may end. */
export interface CorpusCase {
  readonly title: string
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly ends: readonly Outcome[]
}
