/** What listener rules match and targets receive: one and the same text. */
export type RequestTarget =
  | { kind: 'target'; path: string; search: string; authority?: string }
  | { kind: 'fault'; detail: string }

/** Nothing to normalise: no escape, no empty segment, none that begins with a dot. */
const plainPath = /^(?:\/|(?:\/[\w~!$&'()*+,;=:@-][\w~!$&'()*+,;=:@.-]*)+\/?)$/
const outsidePath = /[^\x21-\x7e]|[\\#]/
const outsideSearch = /[^\x21-\x7e]|#|%0{2}/
const controlEscape = /%(?:[01][\da-f]|7f)/i
const absoluteForm = /^https?:\/\/(?<authority>[^/?#]*)(?<rest>.*)$/i
const unreserved = /[\w.~-]/

/**
 * Reads the request line's target in origin form, or in absolute form (RFC 9112 3.2.2), whose authority is for the caller
 * to compare with `Host`. A path is normalised as RFC 3986 6.2.2 describes (escapes of
 * unreserved characters decoded, dot segments resolved) and empty segments are merged; an encoded slash stays encoded.
 * The query decides no route and passes as it is, a NUL and what ends a request line excepted.
 */
export function parseRequestTarget(url: string): RequestTarget {
  if (url.startsWith('/')) return parseOriginForm(url)
  const { authority, rest = '' } = absoluteForm.exec(url)?.groups ?? {}
  if (authority === undefined) return fault('The request line must name a path on this server, beginning with a slash.')
  const target = parseOriginForm(rest.startsWith('/') ? rest : `/${rest}`)
  return target.kind === 'fault' ? target : { ...target, authority }
}

function parseOriginForm(url: string): RequestTarget {
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  const search = mark === -1 ? '' : url.slice(mark)
  if (search !== '' && outsideSearch.test(search)) {
    return fault('The query holds a character that must not appear in an address.')
  }
  return plainPath.test(path) ? { kind: 'target', path, search } : normalise(path, search)
}

function normalise(path: string, search: string): RequestTarget {
  if (outsidePath.test(path) || controlEscape.test(path)) {
    return fault('The path holds a character that must not appear in an address.')
  }
  const decoded = decode(path)
  if (decoded === undefined) return fault('The path holds an escape that is not % and two hexadecimal digits of UTF-8.')
  if (/%(?:2f|5c)/i.test(path) && /(?:^|[\\/])\.\.?(?:[\\/]|$)/.test(decoded)) {
    return fault('The path mixes encoded slashes with dot segments.')
  }
  const resolved = resolveSegments(decodeUnreserved(path))
  if (resolved === undefined) return fault('The path climbs above the root.')
  return { kind: 'target', path: resolved, search }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function decodeUnreserved(path: string): string {
  return path.replace(/%[\da-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16))
    return unreserved.test(character) ? character : encoded.toUpperCase()
  })
}

function resolveSegments(path: string): string | undefined {
  const kept: string[] = []
  const segments = path.split('/')
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') kept.push(segment)
    else if (kept.pop() === undefined) return undefined
  }
  const last = segments.at(-1)
  const isFolder = kept.length > 0 && (last === '' || last === '.' || last === '..')
  return `/${kept.join('/')}${isFolder ? '/' : ''}`
}

function fault(detail: string): RequestTarget {
  return { kind: 'fault', detail }
}
