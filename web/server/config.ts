import type { Endpoint } from '@porchlight/runtime/endpoint'
import { EndpointText } from '@porchlight/runtime/endpoint'
import type { DrainTimes } from '@porchlight/runtime/lifecycle'
import { LogLevel } from '@porchlight/runtime/logger'
import { readSettings, wholeNumber } from '@porchlight/runtime/settings'
import { type Topology, topologies } from '@porchlight/system/topology'
import { z } from 'zod'
import type { ApiAddress } from './upstream.ts'

const WebOrigin = z.string().transform((text, context): string => {
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '') {
    return url.origin
  }
  context.addIssue('must be an origin, such as https://porch.example')
  return z.NEVER
})

const ApiUrl = z.string().transform((text, context): ApiAddress => {
  if (text.startsWith('unix:/')) return { kind: 'socket', path: text.slice('unix:'.length) }
  const origin = WebOrigin.safeParse(text)
  if (origin.success) return { kind: 'origin', origin: origin.data }
  context.addIssue('must be unix:/PATH or an origin, such as http://internal.example')
  return z.NEVER
})

const Settings = z.object({
  PORCHLIGHT_LISTEN: EndpointText,
  PORCHLIGHT_API_URL: ApiUrl,
  PORCHLIGHT_ORIGIN: WebOrigin,
  PORCHLIGHT_TOPOLOGY: z.enum(topologies).default('path'),
  /** In the `split` topology browsers reach `api` under a name of its own. */
  PORCHLIGHT_PUBLIC_API_ORIGIN: WebOrigin.optional(),
  /** Where pages reach the GraphQL API, as AppSync's own address; default: `/graphql` of the site's own origin. */
  PORCHLIGHT_GRAPHQL_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where browsers get pictures, and where they put them: on AWS that is the bucket, elsewhere the same. */
  PORCHLIGHT_MEDIA_ORIGIN: WebOrigin.optional(),
  PORCHLIGHT_UPLOAD_ORIGIN: WebOrigin.optional(),
  PORCHLIGHT_LOG_LEVEL: LogLevel.default('info'),
  PORCHLIGHT_DRAIN_NOTICE_MS: wholeNumber({ min: 0, max: 60_000 }).default(0),
  PORCHLIGHT_DRAIN_LIMIT_MS: wholeNumber({ min: 100, max: 60_000 }).default(4_000),
})

export interface Config {
  readonly listen: Endpoint
  readonly api: ApiAddress
  readonly origin: string
  readonly topology: Topology
  /** Empty: the site's own. */
  readonly publicApiOrigin: string
  /** Empty: `/graphql` of the site's own. */
  readonly graphqlUrl: string
  /** Empty: the site's own. */
  readonly mediaOrigin: string
  /** Empty: the site's own. */
  readonly uploadOrigin: string
  readonly logLevel: LogLevel
  readonly drain: DrainTimes
}

/** @throws {SettingsError} with every missing or malformed name. */
export function readConfig(): Config {
  const settings = readSettings(Settings, process.env)
  const { PORCHLIGHT_PUBLIC_API_ORIGIN: publicApiOrigin, PORCHLIGHT_MEDIA_ORIGIN: mediaOrigin } = settings
  const unlessOwn = (origin = ''): string => (origin === settings.PORCHLIGHT_ORIGIN ? '' : origin)
  return {
    listen: settings.PORCHLIGHT_LISTEN,
    api: settings.PORCHLIGHT_API_URL,
    origin: settings.PORCHLIGHT_ORIGIN,
    topology: settings.PORCHLIGHT_TOPOLOGY,
    publicApiOrigin: unlessOwn(publicApiOrigin),
    graphqlUrl: settings.PORCHLIGHT_GRAPHQL_URL ?? '',
    mediaOrigin: unlessOwn(mediaOrigin),
    uploadOrigin: unlessOwn(settings.PORCHLIGHT_UPLOAD_ORIGIN ?? mediaOrigin),
    logLevel: settings.PORCHLIGHT_LOG_LEVEL,
    drain: { noticeMs: settings.PORCHLIGHT_DRAIN_NOTICE_MS, limitMs: settings.PORCHLIGHT_DRAIN_LIMIT_MS },
  }
}
