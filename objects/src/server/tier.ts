import type { AccessLog, Logger } from '@porchlight/runtime/logger'
import type { GrantSigner } from '../disk/grants.ts'
import type { Layout } from '../disk/layout.ts'
import type { UploadSteps } from './upload-steps.ts'

/** What answering a request takes. */
export interface ObjectsTier {
  readonly layout: Layout
  readonly signer: GrantSigner
  readonly steps: UploadSteps
  /** Of the pages: whose scripts may upload from another origin. */
  readonly pageOrigin: string
  readonly mediaOrigin: string
  readonly uploadTimes: UploadTimes
  readonly logger: Logger
  /** For a line a request. */
  readonly accessLog: AccessLog
  readonly draining: () => boolean
}

export interface UploadTimes {
  /** From the head to the last byte. */
  readonly limitMs: number
}

/** 25 MB at 30 KB a second: slower is no use to anyone. */
export const uploadTimes: UploadTimes = { limitMs: 15 * 60_000 }
