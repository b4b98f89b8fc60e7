import { logLevels } from './configuration/settings.ts'

export type LogLevel = (typeof logLevels)[number]
export type LineLevel = Exclude<LogLevel, 'silent'> | 'fatal'
export type Fields = Readonly<Record<string, unknown>>

/** Takes whole lines of JSON, without their line feed. */
export type LogSink = (line: string) => void

/**
 * The supervisor's own log, in the shape of the services' pino lines. It stays up for as long as the machine does and
 * says little: pino and zod would take a third of its memory.
 */
export class Log {
  readonly #sink: LogSink
  readonly #level: LogLevel
  readonly #base: Fields

  constructor(sink: LogSink, level: LogLevel, base: Fields = { tier: 'onebox' }) {
    this.#sink = sink
    this.#level = level
    this.#base = base
  }

  child(base: Fields): Log {
    return new Log(this.#sink, this.#level, { ...this.#base, ...base })
  }

  write(level: LineLevel, message: string, fields: Fields = {}): void {
    if (!isLogged(level, this.#level)) return
    this.#sink(JSON.stringify({ level, time: new Date().toISOString(), ...this.#base, ...fields, msg: message }))
  }

  /** A line that a service wrote: its own JSON as it is, anything else at the level given. */
  pass(line: string, otherwise: LineLevel): void {
    if (line.startsWith('{') && line.endsWith('}')) this.#sink(line)
    else this.write(otherwise, line)
  }

  info(message: string, fields?: Fields): void {
    this.write('info', message, fields)
  }

  warn(message: string, fields?: Fields): void {
    this.write('warn', message, fields)
  }

  error(message: string, fields?: Fields): void {
    this.write('error', message, fields)
  }
}

function isLogged(level: LineLevel, threshold: LogLevel): boolean {
  if (threshold === 'silent') return false
  return level === 'fatal' || logLevels.indexOf(level) >= logLevels.indexOf(threshold)
}

/** JSON lines, or prettier ones where a person looks at them. */
export async function createSink(output: NodeJS.WriteStream): Promise<LogSink> {
  // Whoever read the log may be gone; that is no reason to stop.
  output.on('error', () => {})
  if (!output.isTTY) return (line) => output.write(`${line}\n`)
  const { prettyFactory } = await import('pino-pretty')
  const pretty = prettyFactory({ colorize: output.hasColors(), ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
  return (line) => output.write(pretty(line) ?? `${line}\n`)
}
