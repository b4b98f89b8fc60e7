import { objectStoreSettings, objectStoreVariables } from '@porchlight/objects/settings'
import { LogLevel } from '@porchlight/runtime/logger'
import { readSettings } from '@porchlight/runtime/settings'
import { z } from 'zod'
import type { HookAddress } from './notify/webhook.ts'
import { QueueText } from './queues/queue-settings.ts'

const HookUrl = z.string().transform((text, context): HookAddress => {
  if (text.startsWith('unix:/')) return { kind: 'socket', path: text.slice('unix:'.length) }
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/')
    return { kind: 'origin', origin: url.origin }
  context.addIssue('must be unix:/PATH or an origin, such as https://internal.example')
  return z.NEVER
})

const HookSecrets = z
  .string()
  .transform((text) => text.split(','))
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/,
          'must be whsec_ and base64 of 24 to 64 bytes, with commas between',
        ),
    ),
  )

const NotifySettings = z.object({
  PORCHLIGHT_HOOK_URL: HookUrl,
  PORCHLIGHT_HOOK_SECRETS: HookSecrets,
  PORCHLIGHT_LOG_LEVEL: LogLevel.default('info'),
})

/** @throws {SettingsError} */
export function readNotifyConfig() {
  const settings = readSettings(NotifySettings, process.env)
  return {
    webhook: { address: settings.PORCHLIGHT_HOOK_URL, secrets: settings.PORCHLIGHT_HOOK_SECRETS },
    logLevel: settings.PORCHLIGHT_LOG_LEVEL,
  }
}

const ProcessImageSettings = z.object({
  ...objectStoreVariables,
  PORCHLIGHT_NOTIFICATION_QUEUE: QueueText,
  PORCHLIGHT_LOG_LEVEL: LogLevel.default('info'),
})

/** @throws {SettingsError} */
export function readProcessImageConfig() {
  const settings = readSettings(ProcessImageSettings, process.env)
  return {
    objectStore: objectStoreSettings(settings),
    queue: settings.PORCHLIGHT_NOTIFICATION_QUEUE,
    logLevel: settings.PORCHLIGHT_LOG_LEVEL,
  }
}
