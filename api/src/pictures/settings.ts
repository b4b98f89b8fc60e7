export interface PictureSettings {
  /** Where browsers find objects: an object's address is this, a slash, and its key. */
  readonly mediaOrigin: string
  /** Of the image function's webhooks, each `whsec_...`: any of them verifies, so that they can be changed one by one. */
  readonly hookSecrets: readonly string[]
  /** Whether originals stay once their renders are there. */
  readonly keepsOriginals: boolean
  readonly limits: PictureAllowance
}

/** Bytes are those of originals and renders together. */
export interface PictureAllowance {
  readonly perHour: number
  readonly perDay: number
  readonly bytesPerMember: number
  readonly bytes: number
}
