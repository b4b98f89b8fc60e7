import { isUtf8 } from 'node:buffer'
import { DomainError } from '@porchlight/contract/errors'
import type { App } from './route.ts'

/** The longest body that an endpoint takes is a profile: some kilobytes. */
export const maxBodyBytes = 32 * 1024

/** JSON only, in well-formed UTF-8: lenient decoding would store other text than was sent. */
export function readJsonBodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: maxBodyBytes },
    (request, body, done) => {
      if (typeof body === 'string' || !isUtf8(body)) return done(new DomainError('malformed_body'))
      parse(request, body.toString(), (error, value) =>
        error ? done(new DomainError('malformed_body')) : done(null, value),
      )
    },
  )
}
