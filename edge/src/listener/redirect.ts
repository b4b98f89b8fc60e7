import type { Redirect } from '@porchlight/system/listener'
import { type Answer, movedTo } from '../answer/answer.ts'

/** The parts of a request's address that a redirect may take over. */
export interface Address {
  readonly scheme: 'http' | 'https'
  /** As the client wrote it, perhaps with a port. */
  readonly host: string
  /** Where the client reached the load balancer. */
  readonly port: string
  readonly path: string
  /** Empty, or from the question mark on. */
  readonly search: string
}

const usualPorts: Readonly<Record<string, string>> = { http: '80', https: '443' }

export function redirectAnswer(redirect: Redirect, address: Address): Answer {
  return movedTo(redirectLocation(redirect, address), redirect.statusCode === 'HTTP_301' ? 301 : 302)
}

export function redirectLocation(redirect: Redirect, address: Address): string {
  const parts: Readonly<Record<string, string>> = {
    protocol: address.scheme,
    host: address.host.replace(/:\d+$/, ''),
    port: address.port,
    path: address.path.slice(1),
    query: address.search.slice(1),
  }
  const fill = (template: string): string =>
    template.replace(/#\{(protocol|host|port|path|query)\}/g, (_, name: string) => parts[name] ?? '')
  const scheme = fill(redirect.protocol ?? '#{protocol}').toLowerCase()
  const port = fill(redirect.port ?? '#{port}')
  const query = fill(redirect.query ?? '#{query}')
  const authority = fill(redirect.host ?? '#{host}') + (port === usualPorts[scheme] ? '' : `:${port}`)
  return `${scheme}://${authority}${fill(redirect.path ?? '/#{path}')}${query === '' ? '' : `?${query}`}`
}
