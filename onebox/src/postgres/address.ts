import { relational } from '@porchlight/system/data'

/** The form that `pg` takes for a Unix socket. */
export function databaseUrl(socketDirectory: string, password: string): string {
  return `postgresql://${relational.name}:${password}@/${relational.name}?host=${encodeURIComponent(socketDirectory)}`
}
