import { getCompileCacheDir } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { EndpointText } from '@porchlight/runtime/endpoint'
import { LogLevel } from '@porchlight/runtime/logger'
import { readSettings, wholeNumber } from '@porchlight/runtime/settings'
import { functions, type ServerlessFunction } from '@porchlight/system/data'
import { z } from 'zod'
import { repositoryRoot } from '../repository.ts'

const Seconds = z
  .string()
  .regex(/^\d{1,6}(,\d{1,6}){0,9}$/, 'must be seconds, with commas between')
  .transform((text) => text.split(',').map(Number))

const Settings = z.object({
  PORCHLIGHT_LISTEN: EndpointText,
  PORCHLIGHT_LOG_LEVEL: LogLevel.default('info'),
  PORCHLIGHT_DRAIN_LIMIT_MS: wholeNumber({ min: 0, max: 120_000 }).default(3_500),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be postgresql://...'),
  /** Before further attempts at a picture; unset, as `system/` has it. */
  PORCHLIGHT_PICTURE_RETRY_SECONDS: Seconds.optional(),
  PORCHLIGHT_FUNCTION_IDLE_MS: wholeNumber({ min: 100, max: 86_400_000 }).default(600_000),
  /** The file that runs functions. */
  PORCHLIGHT_FUNCTIONS_ENTRY: z.string().default(join(repositoryRoot, 'images/src/main.ts')),
})

/** What each function is told besides what every program is: its own settings, and no other's. */
const common = ['PATH', 'HOME', 'TZ', 'LANG', 'NODE_ENV', 'PORCHLIGHT_LOG_LEVEL'] as const
const own = {
  'process-image': [
    'PORCHLIGHT_OBJECT_STORE',
    'PORCHLIGHT_MEDIA_ORIGIN',
    'PORCHLIGHT_NOTIFICATION_QUEUE',
    'PORCHLIGHT_WATERMARK_TEXT',
    'PORCHLIGHT_WATERMARK_PICTURE',
    'PORCHLIGHT_WATERMARK_POSITION',
    'PORCHLIGHT_WATERMARK_OPACITY',
  ],
  notify: ['PORCHLIGHT_HOOK_URL', 'PORCHLIGHT_HOOK_SECRETS'],
} as const

/** Pictures are outside the heap of JavaScript: a small one, and few arenas of malloc, take 50 MB from a worker's peak. */
const smallHeap = { MALLOC_ARENA_MAX: '2', NODE_OPTIONS: '--max-semi-space-size=4 --max-old-space-size=96' } as const

/** Compiled code is kept where this process keeps its own: a function starts while somebody waits for their picture. */
function compileCache(): Record<string, string> {
  const directory = getCompileCacheDir()
  // Node adds its version to the directory that it is given.
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: dirname(directory) }
}

export type FunctionsConfig = ReturnType<typeof readFunctionsConfig>

/** @throws {SettingsError} */
export function readFunctionsConfig() {
  const settings = readSettings(Settings, process.env)
  return {
    endpoint: settings.PORCHLIGHT_LISTEN,
    logLevel: settings.PORCHLIGHT_LOG_LEVEL,
    drainLimitMs: settings.PORCHLIGHT_DRAIN_LIMIT_MS,
    databaseUrl: settings.DATABASE_URL,
    functions: functions.map((one) => withRetries(one, settings.PORCHLIGHT_PICTURE_RETRY_SECONDS)),
    idleMs: settings.PORCHLIGHT_FUNCTION_IDLE_MS,
    entry: settings.PORCHLIGHT_FUNCTIONS_ENTRY,
    cores: availableParallelism(),
    environments: {
      'process-image': { ...smallHeap, ...compileCache(), ...given([...common, ...own['process-image']]) },
      notify: { ...compileCache(), ...given([...common, ...own.notify]) },
    },
  }
}

function withRetries(one: ServerlessFunction, delaysSeconds: readonly number[] | undefined): ServerlessFunction {
  if (delaysSeconds === undefined || one.trigger.kind !== 'bucket') return one
  return { ...one, retry: { ...one.retry, delaysSeconds } }
}

function given(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}
