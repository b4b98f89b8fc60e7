import type { Logger } from '@porchlight/runtime/logger'
import type { Assets } from './assets.ts'
import type { BuiltSite } from './built-site.ts'
import type { Forwarder } from './forwarding/forwarder.ts'
import type { Upstream } from './upstream.ts'

/** What answering a request takes. */
export interface Site {
  /** The configured origin: never what a request says it is. */
  readonly origin: string
  /** Empty: the site's own. */
  readonly publicApiOrigin: string
  /** Empty: `/graphql` of the site's own. */
  readonly graphqlUrl: string
  /** Empty: the site's own. */
  readonly mediaOrigin: string
  /** Empty: the site's own. */
  readonly uploadOrigin: string
  readonly built: BuiltSite
  readonly assets: Assets
  readonly upstream: Upstream
  /** Set where only `web` is reachable, and what is meant for `api` comes here too (`proxy`). */
  readonly forwarder: Forwarder | undefined
  readonly logger: Logger
  /** True from the signal to stop on. */
  readonly draining: () => boolean
}
