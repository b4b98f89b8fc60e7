/** A named value as it travels, nothing decoded. */
export interface Pair {
  readonly name: string
  readonly value: string
}

/** The arguments of a query string, or the fields of a form in the same notation. */
export function parsePairs(text: string): readonly Pair[] {
  return split(text, '&')
}

/** The cookies of a `Cookie` header. */
export function parseCookies(header: string): readonly Pair[] {
  return split(header, ';')
}

const none: readonly Pair[] = []

function split(text: string, separator: string): readonly Pair[] {
  if (text === '') return none
  const pairs: Pair[] = []
  let start = 0
  while (start <= text.length) {
    const found = text.indexOf(separator, start)
    const end = found === -1 ? text.length : found
    if (end > start) pairs.push(pairOf(separator === ';' ? text.slice(start, end).trim() : text.slice(start, end)))
    start = end + 1
  }
  return pairs
}

function pairOf(text: string): Pair {
  const equals = text.indexOf('=')
  return equals === -1 ? { name: text, value: '' } : { name: text.slice(0, equals), value: text.slice(equals + 1) }
}
