/** Bytes from `start` up to, and without, `end`. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * The one range that is asked for (RFC 9110, 14.2). What asks for several, or is malformed, is no range at all: the
 * whole is a right answer to it.
 */
export function parseRange(header: string | undefined, length: number): ByteRange | 'whole' | 'unsatisfiable' {
  const parts = /^bytes=(?<first>\d{0,15})-(?<last>\d{0,15})$/i.exec(header ?? '')?.groups
  const { first = '', last = '' } = parts ?? {}
  if (first === '' && last === '') return 'whole'
  if (first === '') return suffix(Number(last), length)
  const start = Number(first)
  const end = last === '' ? length : Math.min(length, Number(last) + 1)
  if (last !== '' && Number(last) < start) return 'whole'
  return start < length ? { start, end } : 'unsatisfiable'
}

function suffix(wanted: number, length: number): ByteRange | 'unsatisfiable' {
  if (wanted === 0 || length === 0) return 'unsatisfiable'
  return { start: Math.max(0, length - wanted), end: length }
}
