import type { PictureFailure } from '@porchlight/contract/pictures'

/** What is wrong with the member's file. Another try would end the same, so it is told to the member instead. */
export class PictureFault extends Error {
  override readonly name = 'PictureFault'
  readonly failure: PictureFailure

  constructor(failure: PictureFailure, options?: ErrorOptions) {
    super(`The picture cannot be shown: ${failure}`, options)
    this.failure = failure
  }
}
