import { type Logger, pino } from 'pino'
import { z } from 'zod'

export type { Logger }

export const LogLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
export type LogLevel = z.infer<typeof LogLevel>

/** What never reaches a log, wherever a request or an error is logged. */
const secretPaths = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  '*.password',
  '*.token',
]

/** JSON lines on standard output, `tier` in each; times are ISO 8601. */
export function createLogger(tier: string, level: LogLevel): Logger {
  return pino({
    level,
    base: { tier },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secretPaths, censor: '[redacted]' },
  })
}
