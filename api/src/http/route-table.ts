import type { EndpointName } from '@porchlight/contract/endpoints'
import { DomainError } from '@porchlight/contract/errors'
import type { App } from './route.ts'

export interface RouteEntry {
  readonly method: string
  /** As registered: `/api/posts/:postId`. */
  readonly path: string
  /** Absent for what is no part of the contract: health and the reference. */
  readonly endpoint: EndpointName | undefined
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route of this server, in the order of registration; filled while features register. */
    readonly routeTable: readonly RouteEntry[]
  }
}

/** Must come before the first route. */
export function keepRouteTable(app: App): void {
  const table: RouteEntry[] = []
  app.decorate('routeTable', table)
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const name of [method].flat()) table.push({ method: name, path: url, endpoint: config?.endpoint })
  })
}

/**
 * Answers what no route takes, before any body is read: 405 with `Allow` where the address is known under another
 * method, the list of methods for `OPTIONS`, and 404 elsewhere.
 */
export function refuseUnknownAddresses(app: App): void {
  const unknownAddress = () => {
    throw new DomainError('not_found')
  }
  app.setNotFoundHandler(unknownAddress)
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done()
    app.limitRate(request, reply)
    const allowed = methodsAt(app.routeTable, request.url)
    if (allowed.length === 0) return done(new DomainError('not_found'))
    reply.header('allow', allowed.join(', '))
    if (request.method !== 'OPTIONS') return done(new DomainError('method_not_allowed'))
    reply.code(204).send()
  })
}

/** The methods that an address takes, in alphabetical order; none where nothing is. */
export function methodsAt(table: readonly RouteEntry[], url: string): string[] {
  const [path = ''] = url.split('?', 1)
  const segments = path.split('/')
  const methods = table.filter((entry) => matches(entry.path.split('/'), segments)).map((entry) => entry.method)
  return methods.length === 0 ? [] : [...new Set([...methods, 'OPTIONS'])].sort()
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]))
  )
}
