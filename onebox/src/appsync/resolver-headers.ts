import type { IncomingHttpHeaders } from 'node:http'

/** A browser's session is for its sign-in alone; how a web socket came to be is nothing to read, and holds a token. */
const leftOut = /^(?:cookie|connection|upgrade|sec-websocket-.*)$/

/** What resolvers read as `ctx.request.headers`. */
export function resolverHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || leftOut.test(name)) continue
    given[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return given
}
