import { objectStoreSettings, objectStoreVariables } from '@porchlight/objects/settings'
import { EndpointText } from '@porchlight/runtime/endpoint'
import { LogLevel } from '@porchlight/runtime/logger'
import { readSettings, wholeNumber } from '@porchlight/runtime/settings'
import { pictureAllowance } from '@porchlight/system/pictures'
import { z } from 'zod'

import { isNetwork } from './egress/addresses.ts'

import type { PictureSettings } from './pictures/settings.ts'

const Origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)

const GraphqlTargetText = z.union(
  [
    z.url({ protocol: /^https?$/ }).transform((url) => ({ kind: 'url', url }) as const),
    z
      .string()
      .regex(/^unix:\/./)
      .transform((text) => ({ kind: 'socket', path: text.slice('unix:'.length) }) as const),
  ],
  'must be unix:/PATH or https://...',
)

const HookSecrets = z
  .string()
  .transform((text) => text.split(','))
  .pipe(
    z.array(
      z
        .string() // Secrets Manager generates them without what Standard Webhooks begins them with.
        .regex(/^(whsec_)?[A-Za-z0-9+/]{32,}=*$/, 'must be whsec_... with 24 bytes or more, commas between')
        .transform((secret) => (secret.startsWith('whsec_') ? secret : `whsec_${secret}`)),
    ),
  )

const megabyte = 1_000_000
const Megabytes = wholeNumber({ min: 1, max: 100_000_000 })
const Grants = wholeNumber({ min: 1, max: 1_000_000 })

const pictureVariables = {
  ...objectStoreVariables,
  /** Of the image function's webhooks. */
  PORCHLIGHT_HOOK_SECRETS: HookSecrets,
  PORCHLIGHT_PICTURES_PER_HOUR: Grants.default(pictureAllowance.perHour),
  PORCHLIGHT_PICTURES_PER_DAY: Grants.default(pictureAllowance.perDay),
  PORCHLIGHT_PICTURES_MEMBER_MB: Megabytes.default(pictureAllowance.megabytesPerMember),
  PORCHLIGHT_PICTURES_MB: Megabytes.default(pictureAllowance.megabytes),
  PORCHLIGHT_PICTURE_ORIGINALS: z.enum(['keep', 'drop']).default('keep'),
}

const Settings = z.object({
  PORCHLIGHT_LISTEN: EndpointText,
  PORCHLIGHT_ORIGIN: Origin,
  /** In the `split` topology `api` is reached under a name of its own. */
  PORCHLIGHT_PUBLIC_API_ORIGIN: Origin.optional(),
  PORCHLIGHT_LOG_LEVEL: LogLevel.default('info'),
  PORCHLIGHT_DRAIN_NOTICE_MS: wholeNumber({ min: 0, max: 120_000 }).default(1_000),
  PORCHLIGHT_DRAIN_LIMIT_MS: wholeNumber({ min: 0, max: 120_000 }).default(4_500),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be postgresql://...'),
  PORCHLIGHT_AUTH_SECRET: z.string().min(32, 'must be at least 32 random characters'),
  /** SHA-256 of the one-time administrator token, in hexadecimal. */
  PORCHLIGHT_SETUP_TOKEN_HASH: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal')
    .optional(),
  PORCHLIGHT_RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  PORCHLIGHT_CACHE: z.enum(['on', 'off']).default('on'),
  VALKEY_URL: z.url({ protocol: /^(redis|valkey)s?$/ }).optional(),
  /** The edge's control socket; unset where another load balancer stands in front. */
  PORCHLIGHT_EDGE_CONTROL_URL: EndpointText.optional(),
  /** The socket of the runner of functions; unset where AWS Lambda runs them. */
  PORCHLIGHT_FUNCTIONS_URL: EndpointText.optional(),
  /** The messaging tier: `unix:/PATH` on one machine, AppSync's `https://...` on AWS; unset in a place without one. */
  PORCHLIGHT_GRAPHQL_URL: GraphqlTargetText.optional(),
  /** Networks of the operator's own that webhooks may reach, with commas between. */
  PORCHLIGHT_EGRESS_NETWORKS: z
    .string()
    .transform((text) => text.split(',').map((network) => network.trim()))
    .refine((networks) => networks.every(isNetwork), 'must be networks such as 10.0.0.0/8, with commas between')
    .default([]),
  PORCHLIGHT_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  PORCHLIGHT_MAIL_FROM: z.string().optional(),
  ...pictureVariables,
})

export type Config = ReturnType<typeof readConfig>

/** @throws {SettingsError} */
export function readConfig() {
  const settings = readSettings(Settings, process.env)
  return {
    endpoint: settings.PORCHLIGHT_LISTEN,
    origin: settings.PORCHLIGHT_ORIGIN,
    apiOrigin: settings.PORCHLIGHT_PUBLIC_API_ORIGIN,
    logLevel: settings.PORCHLIGHT_LOG_LEVEL,
    drain: { noticeMs: settings.PORCHLIGHT_DRAIN_NOTICE_MS, limitMs: settings.PORCHLIGHT_DRAIN_LIMIT_MS },
    databaseUrl: settings.DATABASE_URL,
    authSecret: settings.PORCHLIGHT_AUTH_SECRET,
    setupTokenHash: settings.PORCHLIGHT_SETUP_TOKEN_HASH,
    rateLimits: settings.PORCHLIGHT_RATE_LIMITS,
    cache: settings.PORCHLIGHT_CACHE,
    valkeyUrl: settings.VALKEY_URL,
    edgeControl: settings.PORCHLIGHT_EDGE_CONTROL_URL,
    graphql: settings.PORCHLIGHT_GRAPHQL_URL,
    functionsControl: settings.PORCHLIGHT_FUNCTIONS_URL,
    egress: { ownNetworks: settings.PORCHLIGHT_EGRESS_NETWORKS },
    smtp:
      settings.PORCHLIGHT_SMTP_URL === undefined
        ? undefined
        : { url: settings.PORCHLIGHT_SMTP_URL, from: settings.PORCHLIGHT_MAIL_FROM },
    objectStore: objectStoreSettings(settings),
    pictures: pictureSettings(settings),
  }
}

function pictureSettings(settings: z.infer<typeof Settings>): PictureSettings {
  return {
    mediaOrigin: settings.PORCHLIGHT_MEDIA_ORIGIN,
    hookSecrets: settings.PORCHLIGHT_HOOK_SECRETS,
    keepsOriginals: settings.PORCHLIGHT_PICTURE_ORIGINALS === 'keep',
    limits: {
      perHour: settings.PORCHLIGHT_PICTURES_PER_HOUR,
      perDay: settings.PORCHLIGHT_PICTURES_PER_DAY,
      bytesPerMember: settings.PORCHLIGHT_PICTURES_MEMBER_MB * megabyte,
      bytes: settings.PORCHLIGHT_PICTURES_MB * megabyte,
    },
  }
}
