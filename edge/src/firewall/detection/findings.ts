/** What an attack is after, or what it abuses. */
export const families = [
  'sql',
  'xss',
  'path-traversal',
  'remote-file-inclusion',
  'command-injection-unix',
  'command-injection-windows',
  'php-injection',
  'java-injection',
  'node-injection',
  'template-injection',
  'ldap-injection',
  'nosql-injection',
  'ssrf',
  'xxe',
  'crlf-injection',
  'server-side-include',
  'graphql-abuse',
  'known-cve-probe',
  'exploitable-path',
  'scanner',
  'protocol-fault',
] as const
export type Family = (typeof families)[number]

/** Where in a request a text was. */
export type Place = 'path' | 'query' | 'cookie' | 'header' | 'user-agent' | 'body'

export interface Finding {
  readonly family: Family
  readonly rule: string
  readonly score: number
  /** What matched, decoded, at most `maxMatchedLength` characters. */
  readonly matched: string
}

/** A family whose findings in one text add up to this much is an attack. */
export const threshold = 5

export const maxMatchedLength = 100

export const noFindings: readonly Finding[] = Object.freeze([])
