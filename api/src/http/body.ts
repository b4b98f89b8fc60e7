import { DomainError } from '@porchlight/contract/errors'
import type { App } from './route.ts'

/** The longest body that an endpoint takes is a profile: some kilobytes. */
export const maxBodyBytes = 32 * 1024

/** JSON only, in well-formed UTF-8: lenient decoding would store other text than was sent. */
export function readJsonBodies(app: App): void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: maxBodyBytes },
    (request, body, done) => {
      try {
        const text = decoder.decode(Buffer.from(body))
        parse(request, text, (error, value) => (error ? done(new DomainError('malformed_body')) : done(null, value)))
      } catch {
        done(new DomainError('malformed_body'))
      }
    },
  )
}
