import { type DestinationStream, type Logger, pino } from 'pino'
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
  return pino({ ...form(tier, level), redact: { paths: secretPaths, censor: '[redacted]' } })
}

/** Bytes that are written at once, and how long a line waits for others at most. */
const bufferBytes = 8_192
const bufferMs = 100

/**
 * For a line a request, where a write each would cost more than the rest of the line: they leave together, in order
 * among themselves. Nothing is redacted, so the caller logs a closed list of fields, none of them secret.
 */
export function createAccessLogger(tier: string, level: string): Logger {
  return pino(form(tier, level), bufferedOutput())
}

function form(tier: string, level: string) {
  return {
    level,
    base: { tier },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
}

/** One for the process: two would cut into each other's lines. */
let output: DestinationStream | undefined

function bufferedOutput(): DestinationStream {
  if (output !== undefined) return output
  const buffered = pino.destination({ dest: 1, sync: true, minLength: bufferBytes, periodicFlush: bufferMs })
  process.once('exit', () => buffered.flushSync())
  output = buffered
  return output
}
