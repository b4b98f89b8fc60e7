import { EndpointText } from '@porchlight/runtime/endpoint'
import { LogLevel } from '@porchlight/runtime/logger'
import { readSettings, wholeNumber } from '@porchlight/runtime/settings'
import { accessToken } from '@porchlight/system/token'
import { z } from 'zod'

const ApiUrl = z
  .string()
  .regex(/^unix:\//, 'must be unix:/PATH')
  .transform((text) => ({ kind: 'socket', path: text.slice('unix:'.length) }) as const)

const Settings = z.object({
  PORCHLIGHT_LISTEN: EndpointText,
  PORCHLIGHT_LOG_LEVEL: LogLevel.default('info'),
  PORCHLIGHT_DRAIN_NOTICE_MS: wholeNumber({ min: 0, max: 120_000 }).default(1_000),
  PORCHLIGHT_DRAIN_LIMIT_MS: wholeNumber({ min: 0, max: 120_000 }).default(4_500),
  PORCHLIGHT_ORIGIN: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be postgresql://...'),
  /** Where `api` is reached inside: by the same rules as in public, without the way out and in again. */
  PORCHLIGHT_API_URL: ApiUrl,
  /** Seals `nextToken`. */
  PORCHLIGHT_PAGE_SECRET: z.string().min(32),
  /** Off for measurements: resolvers are told of no limit to what a member sends in a minute. */
  PORCHLIGHT_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  /** As AppSync's setting of that name. */
  PORCHLIGHT_GRAPHQL_INTROSPECTION: z.enum(['on', 'off']).default('off'),
})

/** By the names of the contract's limits, as resolvers read them. */
const unlimited = { messagesPerMinute: '0' }

export type MessagingConfig = ReturnType<typeof readMessagingConfig>

/** @throws {SettingsError} */
export function readMessagingConfig() {
  const settings = readSettings(Settings, process.env)
  return {
    listen: settings.PORCHLIGHT_LISTEN,
    logLevel: settings.PORCHLIGHT_LOG_LEVEL,
    drain: { noticeMs: settings.PORCHLIGHT_DRAIN_NOTICE_MS, limitMs: settings.PORCHLIGHT_DRAIN_LIMIT_MS },
    issuer: settings.PORCHLIGHT_ORIGIN + accessToken.issuerPath,
    databaseUrl: settings.DATABASE_URL,
    api: settings.PORCHLIGHT_API_URL,
    pageSecret: settings.PORCHLIGHT_PAGE_SECRET,
    environment: settings.PORCHLIGHT_RATE_LIMITS === 'off' ? unlimited : {},
    introspection: settings.PORCHLIGHT_GRAPHQL_INTROSPECTION === 'on',
  }
}
