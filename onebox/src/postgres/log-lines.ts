/** What a line of PostgreSQL's log says, in our own levels. */
export interface ServerLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'fatal'
  readonly message: string
}

const line = /^\d{4}-\S+ \S+ \S+ \[\d+\] (?<severity>[A-Z]+\d?): {2}(?<message>.*)$/

const levels: Readonly<Record<string, ServerLine['level']>> = {
  WARNING: 'warn',
  ERROR: 'warn',
  FATAL: 'error',
  PANIC: 'fatal',
}

/** ERROR is a statement that failed, which the service that sent it reports; so it is a warning here. */
export function readServerLine(text: string): ServerLine {
  const found = line.exec(text)?.groups
  if (found?.message === undefined) return { level: 'info', message: text.trim() }
  return { level: levels[found.severity ?? ''] ?? 'info', message: found.message }
}
