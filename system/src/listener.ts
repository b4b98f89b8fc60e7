import { graphqlPath } from './graphql-api.ts'
import { type Service, services } from './services.ts'
import { accessToken } from './token.ts'

/**
 * One condition or more, all of which must hold; of a condition's values one must. As an ALB reads them: `*` stands for
 * any run of characters and `?` for one. Paths and methods are case-sensitive, everything else is not, and `/api/*`
 * does not match `/api`. An absent condition holds for every request.
 */
export interface ListenerConditions {
  readonly hosts?: readonly string[]
  readonly paths?: readonly string[]
  /** Without wildcards. */
  readonly methods?: readonly string[]
  /** Several of these may stand in a rule. */
  readonly headers?: readonly HeaderCondition[]
  readonly queries?: readonly QueryCondition[]
  /** CIDR ranges of the client's address. */
  readonly sourceIps?: readonly string[]
}

export interface HeaderCondition {
  /** Without wildcards. */
  readonly name: string
  /** `*`: the header is there, whatever its value. */
  readonly values: readonly string[]
}

/** One of the pairs must be in the query string. */
export type QueryCondition = readonly { readonly key?: string; readonly value: string }[]

interface RuleBase {
  /** The lowest matches first; each is used once. */
  readonly priority: number
  readonly name: string
  readonly conditions: ListenerConditions
}

export interface ForwardRule extends RuleBase {
  /** Whether the load balancer demands a valid access token before it forwards. */
  readonly token: 'required' | 'none'
  readonly forwardTo: Service['name']
}

/**
 * Where to go instead. Each part may hold `#{protocol}`, `#{host}`, `#{port}`, `#{path}` (without its leading slash) and
 * `#{query}`, which are those of the request; an absent part is the request's own.
 */
export interface Redirect {
  readonly protocol?: 'HTTP' | 'HTTPS' | '#{protocol}'
  readonly host?: string
  readonly port?: string
  /** Begins with a slash. */
  readonly path?: string
  /** Without a question mark. */
  readonly query?: string
  readonly statusCode: 'HTTP_301' | 'HTTP_302'
}

export interface RedirectRule extends RuleBase {
  readonly token: 'none'
  readonly redirect: Redirect
}

export interface FixedResponse {
  /** 2XX, 4XX or 5XX. */
  readonly statusCode: number
  readonly contentType?: 'text/plain' | 'text/css' | 'text/html' | 'application/javascript' | 'application/json'
  /** At most 1,024 characters. */
  readonly messageBody?: string
}

export interface FixedResponseRule extends RuleBase {
  readonly token: 'none'
  readonly fixedResponse: FixedResponse
}

export type ListenerRule = ForwardRule | RedirectRule | FixedResponseRule

const apiPaths = ['/api', '/api/*'] as const

/**
 * Identity and webhooks carry proof of their own, so they come first and need no token. A write needs one, whatever
 * else it carries; so does a read that presents one, so that a forged token never reaches a service.
 */
const identity: ForwardRule = {
  priority: 10,
  name: 'identity and webhooks',
  conditions: { paths: ['/api/auth/*', '/api/hooks/*'] },
  token: 'none',
  forwardTo: 'api',
}

/** Two paths and four methods would be six values, so the bare `/api`, which takes no writes, is left to a later rule. */
const writes: ForwardRule = {
  priority: 20,
  name: 'writes',
  conditions: { paths: ['/api/*'], methods: ['POST', 'PUT', 'PATCH', 'DELETE'] },
  token: 'required',
  forwardTo: 'api',
}

const readsAsMember: ForwardRule = {
  priority: 30,
  name: 'reads as a member',
  conditions: { paths: ['/api/*'], headers: [{ name: 'authorization', values: ['*'] }] },
  token: 'required',
  forwardTo: 'api',
}

const anonymousReads: ForwardRule = {
  priority: 40,
  name: 'anonymous reads',
  conditions: { paths: apiPaths },
  token: 'none',
  forwardTo: 'api',
}

/** A grant in the address is their token. Browsers use them under the name of the pages, whatever the topology. */
const objects: ForwardRule = {
  priority: 45,
  name: 'objects',
  conditions: { paths: ['/uploads/*', '/renders/*'] },
  token: 'none',
  forwardTo: 'objects',
}

/** It checks tokens itself, as AppSync does: those of web sockets come in ways of their own. */
const messaging: ForwardRule = {
  priority: 42,
  name: 'messaging',
  conditions: { paths: [graphqlPath, `${graphqlPath}/*`] },
  token: 'none',
  forwardTo: 'messaging',
}

const pages: ForwardRule = {
  priority: 50_000,
  name: 'pages',
  conditions: {},
  token: 'none',
  forwardTo: 'web',
}

/**
 * Validators of tokens find the keys by the issuer, whose name is the origin's in every topology: where `api` has a name
 * of its own, these two documents are there under both.
 */
const issuerDocuments: ForwardRule = {
  priority: 5,
  name: 'issuer documents',
  conditions: { paths: [accessToken.discoveryPath, accessToken.jwksPath], methods: ['GET', 'HEAD'] },
  token: 'none',
  forwardTo: 'api',
}

/** What the listener on the plain port does where there is one for TLS: nothing but send to that. */
const towardsTls: RedirectRule = {
  priority: 50_000,
  name: 'towards TLS',
  conditions: {},
  token: 'none',
  redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' },
}

/** The rules for a listener that reaches `api` by path. */
export const apiRules: readonly ForwardRule[] = [identity, writes, readsAsMember, anonymousReads]

export const pathRules: readonly ForwardRule[] = [...apiRules, messaging, objects, pages]
/** `api` tells the messaging tier what happens. */
export const internalRules: readonly ForwardRule[] = [...apiRules, messaging]
export const pageRules: readonly ForwardRule[] = [messaging, objects, pages]
export const splitPageRules: readonly ForwardRule[] = [issuerDocuments, messaging, objects, pages]
export const plainPortRules: readonly RedirectRule[] = [towardsTls]

/** On AWS a load balancer has no rule for what is no service there. */
export function standsOnAws(rule: ListenerRule): boolean {
  if (!('forwardTo' in rule)) return true
  return services.some(({ name, world }) => name === rule.forwardTo && world === 'both')
}
