import { isUtf8 } from 'node:buffer'
import { endpoints } from '@porchlight/contract/endpoints'
import { DomainError } from '@porchlight/contract/errors'
import type { FastifyRequest } from 'fastify'
import { hookIdOf } from './hook-signature.ts'
import type { App } from './route.ts'

/** The longest body that an endpoint takes is a profile: some kilobytes. */
export const maxBodyBytes = 32 * 1024

/**
 * JSON only, in well-formed UTF-8: lenient decoding would store other text than was sent. A webhook is known by the
 * bytes of its body, so it is here that its signature is looked at.
 *
 * @param hookSecrets any of which may sign.
 */
export function readJsonBodies(app: App, hookSecrets: readonly string[]): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: maxBodyBytes },
    (request, body, done) => {
      if (isHook(request)) request.hookId = hookIdOf(request.headers, body, hookSecrets)
      if (isHook(request) && request.hookId === '') return done(new DomainError('hook_signature_invalid'))
      if (typeof body === 'string' || !isUtf8(body)) return done(new DomainError('malformed_body'))
      parse(request, body.toString(), (error, value) =>
        error ? done(new DomainError('malformed_body')) : done(null, value),
      )
    },
  )
}

function isHook({ routeOptions }: FastifyRequest): boolean {
  const name = routeOptions.config.endpoint
  return name !== undefined && endpoints[name].access === 'hook'
}
