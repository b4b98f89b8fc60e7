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

/** Writes a line about a request. Nothing is redacted: the caller names a closed list of fields, none of them secret. */
export type AccessLog = (fields: object) => void

/**
 * For a line a request, where a write each would cost more than the rest of the line: they leave together, in order
 * among themselves. A line has pino's form without pino's work on what it might hold.
 */
export function createAccessLog(tier: string, level: string): AccessLog {
  if (!logged.has(level)) return () => undefined
  const output = bufferedOutput()
  const start = `{"level":"info","tier":${JSON.stringify(tier)},"msg":"request","time":"`
  return (fields) => output.write(`${start}${now()}",${JSON.stringify(fields).slice(1)}\n`)
}

/** The levels at which a line about a request is logged. */
const logged: ReadonlySet<string> = new Set(['trace', 'debug', 'info'] satisfies LogLevel[])

let second = 0
let wholeSecond = ''

/** The time in ISO 8601; most lines share their second with the one before. */
function now(): string {
  const ms = Date.now()
  if (Math.floor(ms / 1_000) !== second) {
    second = Math.floor(ms / 1_000)
    wholeSecond = new Date(second * 1_000).toISOString().slice(0, -'000Z'.length)
  }
  return `${wholeSecond}${String(ms % 1_000).padStart(3, '0')}Z`
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
