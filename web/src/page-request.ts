import type { Language } from '@porchlight/contract/fields'
import type { Boot } from './app/boot.ts'
import type { Theme } from './app/theme.ts'

/** A request for a page, and the way to the API for what it shows first. */
export interface PageRequest {
  readonly path: string
  readonly search: string
  readonly cookie: string
  /** Empty: the page's own. */
  readonly apiOrigin: string
  /** Empty: `/graphql` of the page's own origin. */
  readonly graphqlUrl: string
  readonly nowMs: number
  /** Answers with the status and the JSON of a `GET`; rejects when there is no answer in time. */
  readonly fetchJson: (address: string) => Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>
}

/** What the page's head says to search engines and to whoever previews a link. Plain text, not yet escaped. */
export interface PageHead {
  readonly title: string
  readonly description: string
  readonly kind: 'website' | 'profile' | 'article'
  /** The picture that stands for the page, if it has one; its address may be without an origin. */
  readonly image?: { readonly address: string; readonly alt: string; readonly width: number; readonly height: number }
}

/** A drawn page. Text is plain: whoever puts it into a document escapes it; the markup is React's. */
export interface RenderedPage {
  readonly status: 200 | 404
  readonly language: Language
  readonly theme: Theme
  readonly siteName: string
  readonly head: PageHead
  /** The path that search engines and previews shall use. */
  readonly canonicalPath: string
  readonly markup: string
  readonly boot: Boot
  /** Source files whose chunks the page needs at once, besides the first. */
  readonly sources: readonly string[]
}
