import { type Endpoint, EndpointText } from '@porchlight/runtime/endpoint'
import type { DrainTimes } from '@porchlight/runtime/lifecycle'
import { LogLevel } from '@porchlight/runtime/logger'
import { readSettings, SettingsError, wholeNumber } from '@porchlight/runtime/settings'
import { z } from 'zod'
import { type ObjectStoreSettings, objectStoreSettings, objectStoreVariables } from './settings.ts'

const Settings = z.object({
  ...objectStoreVariables,
  PORCHLIGHT_LISTEN: EndpointText,
  /** The pages' own. */
  PORCHLIGHT_ORIGIN: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  /** Who takes the events of uploads. */
  PORCHLIGHT_EVENTS_URL: EndpointText,
  PORCHLIGHT_LOG_LEVEL: LogLevel.default('info'),
  PORCHLIGHT_DRAIN_NOTICE_MS: wholeNumber({ min: 0, max: 120_000 }).default(1_000),
  PORCHLIGHT_DRAIN_LIMIT_MS: wholeNumber({ min: 0, max: 120_000 }).default(4_500),
})

export interface Config {
  readonly listen: Endpoint
  readonly pageOrigin: string
  readonly store: Extract<ObjectStoreSettings, { kind: 'disk' }>
  readonly events: Endpoint
  readonly logLevel: LogLevel
  readonly drain: DrainTimes
}

/** @throws {SettingsError} with every missing or malformed name. */
export function readConfig(): Config {
  const settings = readSettings(Settings, process.env)
  const store = objectStoreSettings(settings)
  if (store.kind !== 'disk') {
    throw new SettingsError(['PORCHLIGHT_OBJECT_STORE: must be disk:/PATH here; S3 serves its objects itself'])
  }
  if (store.grantSecrets.length === 0) throw new SettingsError(['PORCHLIGHT_GRANT_SECRET: must be set'])
  return {
    listen: settings.PORCHLIGHT_LISTEN,
    pageOrigin: settings.PORCHLIGHT_ORIGIN,
    store,
    events: settings.PORCHLIGHT_EVENTS_URL,
    logLevel: settings.PORCHLIGHT_LOG_LEVEL,
    drain: { noticeMs: settings.PORCHLIGHT_DRAIN_NOTICE_MS, limitMs: settings.PORCHLIGHT_DRAIN_LIMIT_MS },
  }
}
