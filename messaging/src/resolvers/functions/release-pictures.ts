import { runtime } from '@aws-appsync/utils'
import type { FactStash } from '../shared/fact.ts'
import { fail } from '../shared/fail.ts'
import { isNothing } from '../shared/nothing.ts'
import { authorization, type HttpContext } from '../shared/people.ts'

/** After the deletion is written; when it fails, the same deletion sent again comes by here again. */
export function request(ctx: HttpContext<FactStash>) {
  const pictureIds = ctx.stash.entry?.pictureIds ?? []
  if (pictureIds.length === 0) runtime.earlyReturn(null)
  const headers = { ...authorization(ctx), 'Content-Type': 'application/json' }
  const body = JSON.stringify({ pictureIds })
  return { method: 'POST', resourcePath: '/api/pictures/releases', params: { headers, body } }
}

export function response({ result, error }: HttpContext<FactStash>): null {
  if (error || isNothing(result) || result.statusCode >= 500) fail('Unavailable')
  return null
}
