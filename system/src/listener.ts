import type { Service } from './services.ts'
import { accessToken } from './token.ts'

/**
 * One condition or more, all of which must hold, as an ALB reads them: paths are case-sensitive, `*` stands for any
 * run of characters and `?` for one, and `/api/*` does not match `/api`.
 */
export interface ListenerConditions {
  /** Absent: any host. */
  readonly hosts?: readonly string[]
  /** Absent: any path. */
  readonly paths?: readonly string[]
  /** Absent: any method. */
  readonly methods?: readonly string[]
  /** A header that must be present, whatever its value. */
  readonly headerPresent?: string
}

export interface ListenerRule {
  /** The lowest matches first; each is used once. */
  readonly priority: number
  readonly name: string
  readonly conditions: ListenerConditions
  /** Whether the load balancer demands a valid access token before it forwards. */
  readonly token: 'required' | 'none'
  readonly forwardTo: Service['name']
}

/** An ALB accepts no more than this many condition values in a rule, over all its conditions. */
export const maxConditionValues = 5

const apiPaths = ['/api', '/api/*'] as const

/**
 * Identity and webhooks carry proof of their own, so they come first and need no token. A write needs one, whatever
 * else it carries; so does a read that presents one, so that a forged token never reaches a service.
 */
const identity: ListenerRule = {
  priority: 10,
  name: 'identity and webhooks',
  conditions: { paths: ['/api/auth/*', '/api/hooks/*'] },
  token: 'none',
  forwardTo: 'api',
}

/** Two paths and four methods would be six values, so the bare `/api`, which takes no writes, is left to a later rule. */
const writes: ListenerRule = {
  priority: 20,
  name: 'writes',
  conditions: { paths: ['/api/*'], methods: ['POST', 'PUT', 'PATCH', 'DELETE'] },
  token: 'required',
  forwardTo: 'api',
}

const readsAsMember: ListenerRule = {
  priority: 30,
  name: 'reads as a member',
  conditions: { paths: ['/api/*'], headerPresent: 'authorization' },
  token: 'required',
  forwardTo: 'api',
}

const anonymousReads: ListenerRule = {
  priority: 40,
  name: 'anonymous reads',
  conditions: { paths: apiPaths },
  token: 'none',
  forwardTo: 'api',
}

const pages: ListenerRule = {
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
const issuerDocuments: ListenerRule = {
  priority: 5,
  name: 'issuer documents',
  conditions: { paths: [accessToken.discoveryPath, accessToken.jwksPath], methods: ['GET', 'HEAD'] },
  token: 'none',
  forwardTo: 'api',
}

/** The rules for a listener that reaches `api` by path. */
export const apiRules: readonly ListenerRule[] = [identity, writes, readsAsMember, anonymousReads]

export const pathRules: readonly ListenerRule[] = [...apiRules, pages]
export const pageRules: readonly ListenerRule[] = [pages]
export const splitPageRules: readonly ListenerRule[] = [issuerDocuments, pages]
