import { SettingsError } from '@porchlight/runtime/settings'
import { z } from 'zod'

const WithCode = z.object({ code: z.string() })

/** What an operator can do about a code of the operating system or of PostgreSQL. */
const advice: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The address in PORCHLIGHT_LISTEN is in use: stop what listens there, or choose another.',
  EACCES: 'The address in PORCHLIGHT_LISTEN, or the socket of the database, may not be opened by this user.',
  ECONNREFUSED: 'The database does not answer: check that it runs and that DATABASE_URL names it.',
  ENOENT: 'The database does not answer: check that it runs and that DATABASE_URL names it.',
  ENOTFOUND: 'The host of the database is unknown: check DATABASE_URL.',
  '28P01': 'The database refuses the password in DATABASE_URL.',
  '28000': 'The database refuses the user in DATABASE_URL.',
  '3D000': 'The database in DATABASE_URL does not exist.',
  '42501': 'The user in DATABASE_URL may not create tables in the database.',
  '53300': 'The database has no connection left.',
  '57P03': 'The database is still starting: try again in a moment.',
}

/** One clear sentence, and the error itself only where none is known. */
export function explainStartFailure(error: unknown): string {
  if (error instanceof SettingsError) return error.message
  const code = WithCode.safeParse(error).data?.code ?? ''
  const known = advice[code]
  if (known !== undefined) return known
  return `The api could not start: ${error instanceof Error ? reasonOf(error) : String(error)}`
}

function reasonOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
