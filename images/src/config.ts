import { objectStoreSettings, objectStoreVariables } from '@porchlight/objects/settings'
import { LogLevel } from '@porchlight/runtime/logger'
import { readSettings, SettingsError, wholeNumber } from '@porchlight/runtime/settings'
import { z } from 'zod'
import type { HookAddress } from './notify/webhook.ts'
import { QueueText } from './queues/queue-settings.ts'
import { type WatermarkSettings, watermarkPositions } from './rendering/watermark-settings.ts'

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

const percent = 100

const ProcessImageSettings = z.object({
  ...objectStoreVariables,
  /** At most one of the two; neither: no watermark. */
  PORCHLIGHT_WATERMARK_TEXT: z.string().trim().min(1).max(60).optional(),
  PORCHLIGHT_WATERMARK_PICTURE: z.string().startsWith('/', 'must be the path of a PNG or WebP, from /').optional(),
  PORCHLIGHT_WATERMARK_POSITION: z.enum(watermarkPositions).default('southeast'),
  PORCHLIGHT_WATERMARK_OPACITY: wholeNumber({ min: 1, max: percent }).default(60),
  PORCHLIGHT_NOTIFICATION_QUEUE: QueueText,
  PORCHLIGHT_LOG_LEVEL: LogLevel.default('info'),
})

/** @throws {SettingsError} */
export function readProcessImageConfig() {
  const settings = readSettings(ProcessImageSettings, process.env)
  return {
    objectStore: objectStoreSettings(settings),
    queue: settings.PORCHLIGHT_NOTIFICATION_QUEUE,
    watermark: watermarkSettings(settings),
    logLevel: settings.PORCHLIGHT_LOG_LEVEL,
  }
}

function watermarkSettings(settings: z.infer<typeof ProcessImageSettings>): WatermarkSettings | undefined {
  const { PORCHLIGHT_WATERMARK_TEXT: text, PORCHLIGHT_WATERMARK_PICTURE: path } = settings
  if (text !== undefined && path !== undefined) {
    throw new SettingsError([
      'PORCHLIGHT_WATERMARK_TEXT: cannot be set beside PORCHLIGHT_WATERMARK_PICTURE: choose one',
    ])
  }
  const look = {
    position: settings.PORCHLIGHT_WATERMARK_POSITION,
    opacity: settings.PORCHLIGHT_WATERMARK_OPACITY / percent,
  }
  if (text !== undefined) return { mark: { kind: 'text', text }, ...look }
  return path === undefined ? undefined : { mark: { kind: 'picture', path }, ...look }
}
