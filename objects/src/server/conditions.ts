import type { IncomingHttpHeaders } from 'node:http'

/** What a representation is known by. */
export interface Validators {
  /** Strong, in quotes. */
  readonly etag: string
  readonly lastModified: Date
}

export type Precondition = 'send' | 'not modified' | 'failed'

/** In the order of RFC 9110, 13.2.2, for GET and HEAD. */
export function evaluatePreconditions(headers: IncomingHttpHeaders, validators: Validators): Precondition {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers
  if (match !== undefined) {
    if (!namesTag(match, validators.etag, strongly)) return 'failed'
  } else if (isAfter(validators.lastModified, headers['if-unmodified-since'])) return 'failed'
  if (noneMatch !== undefined) return namesTag(noneMatch, validators.etag, weakly) ? 'not modified' : 'send'
  const since = parseDate(headers['if-modified-since'])
  return since !== undefined && seconds(validators.lastModified) <= seconds(since) ? 'not modified' : 'send'
}

/** Whether a range may be answered as one: what the client has a part of is still what is here. */
export function rangeStands({ 'if-range': ifRange }: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  if (typeof ifRange !== 'string') return true
  if (ifRange.startsWith('"')) return ifRange === etag
  const date = parseDate(ifRange)
  return date !== undefined && seconds(date) === seconds(lastModified)
}

type Comparison = (tag: string, etag: string) => boolean
const strongly: Comparison = (tag, etag) => tag === etag
const weakly: Comparison = (tag, etag) => tag.replace(/^W\//, '') === etag

function namesTag(list: string, etag: string, equals: Comparison): boolean {
  if (list.trim() === '*') return true
  return list.split(',').some((tag) => equals(tag.trim(), etag))
}

function isAfter(lastModified: Date, header: string | undefined): boolean {
  const date = parseDate(header)
  return date !== undefined && seconds(lastModified) > seconds(date)
}

function parseDate(text: string | undefined): Date | undefined {
  const date = new Date(text ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Dates in headers have no parts of a second. */
function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000)
}
