import { currentEffects, ResolverError } from '../invocation.ts'

/** What is between two neighbours, or the service's own. */
const restricted: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
const maxHeaderBytes = 4_096

export const http = {
  copyHeaders(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(headers).filter(([name]) => !isRestricted(name)))
  },
  addResponseHeader(name: string, value: unknown): void {
    add([[name, value]])
  },
  addResponseHeaders(headers: Readonly<Record<string, unknown>>): void {
    add(Object.entries(headers))
  },
}

function isRestricted(name: string): boolean {
  return restricted.has(name.toLowerCase()) || /^x-amzn?-/i.test(name)
}

function add(entries: readonly (readonly [string, unknown])[]): void {
  const { responseHeaders } = currentEffects()
  for (const [name, value] of entries) {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    if (!/^[\w-]+$/.test(name) || isRestricted(name) || !/^[\t\x20-\x7e]*$/.test(text)) {
      throw new ResolverError(`The header ${name} cannot be set`, { errorType: 'Code' })
    }
    responseHeaders.set(name.toLowerCase(), text)
  }
  const bytes = [...responseHeaders].reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (bytes > maxHeaderBytes) throw new ResolverError('Response headers exceed 4 KB', { errorType: 'Code' })
}
