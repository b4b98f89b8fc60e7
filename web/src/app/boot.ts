import type { Language } from '@porchlight/contract/fields'
import type { Theme } from './theme.ts'

/** What the server knew when it drew the page; the client begins with exactly that. */
export interface Boot {
  readonly language: Language
  readonly theme: Theme
  /** A member was signed in in this browser: wait for the session instead of drawing the visitor's page. */
  readonly expectMember: boolean
  readonly renderedAtMs: number
  /** Empty: the page's own. */
  readonly apiOrigin: string
  /** Empty: `/graphql` of the page's own origin. */
  readonly graphqlUrl: string
  readonly seeds: readonly Seed[]
}

/** First data, under the key of the query that would have fetched it. */
export interface Seed {
  readonly key: readonly unknown[]
  readonly data: unknown
}
