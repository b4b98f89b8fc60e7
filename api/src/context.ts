import type { ObjectStore } from '@porchlight/objects/object-store'
import type { Logger } from '@porchlight/runtime/logger'
import { v7 } from 'uuid'
import type { Cache } from './cache/cache.ts'
import type { Control } from './control/control.ts'
import type { Db } from './database/database.ts'
import type { Egress } from './egress/egress.ts'
import type { Identity } from './identity/identity.ts'

import type { SecretBox } from './identity/secret-box.ts'

import type { PictureSettings } from './pictures/settings.ts'
import type { Publishing } from './publishing/publishing.ts'

/** Everything a feature may reach: built once, in `main.ts` or by a test. */
export interface Context {
  readonly db: Db
  /** For the short reads of requests: they share connections, and see whatever was committed before. */
  readonly reads: Db
  readonly cache: Cache
  readonly identity: Identity
  /** The edge's keeper of the firewall. */
  readonly firewall: Control
  /** The program that runs the functions on one machine. */
  readonly functions: Control
  /** For addresses that a member or an operator gave. */
  readonly egress: Egress
  readonly webhookSecrets: SecretBox
  /** Tells open pages, and the messaging tier, what happened here. */
  readonly publishing: Publishing
  /** Where the bytes of pictures are. */
  readonly store: ObjectStore
  readonly pictures: PictureSettings
  readonly logger: Logger
  /** Where members reach the community, without a slash at the end: links are built from it, never from `Host`. */
  readonly origin: string
  /** Where pages and programs reach `api`: the same, unless the topology gives `api` a name of its own. */
  readonly apiOrigin: string
  /** Off for measurements only: one sender then stands for a whole community. */
  readonly rateLimits: 'on' | 'off'
  /** False: no mail server is configured, so mails are kept for an administrator to pass on. */
  readonly sendsMail: boolean
  readonly now: () => Date
  /** UUIDv7. */
  readonly newId: () => string
}

/** Who sends the request, as their token and their session say. */
export interface Viewer {
  readonly id: string
  readonly role: 'member' | 'administrator'
  readonly sessionId: string
}

export const newId = (): string => v7()
