import { readableBy } from '@porchlight/system/cross-origin'
import type { Exchange } from '../exchange.ts'

/** Where pages have another name than `api`, their browser shows them what is answered in its place only by leave. */
export function readersOf({ balancer, request }: Exchange): Readonly<Record<string, string>> {
  const pages = balancer?.pagesOrigin
  if (pages === undefined) return {}
  return request.headers.origin === pages ? { vary: 'origin', ...readableBy(pages) } : { vary: 'origin' }
}
