/** Undoes what a shell ignores: quotes and carets go, separators become one space, letters are lower case. */
export function cmdLine(text: string): string {
  return text
    .replace(/[\\"'^]/g, '')
    .replace(/[,;\s]+/g, ' ')
    .replace(/ (?=[/(])/g, '')
    .toLowerCase()
}

export function compressWhiteSpace(text: string): string {
  return text.replace(/[ \f\t\n\r\v\u00a0]+/g, ' ')
}

/** Empty segments, `.` and every `..` that has something before it to take back are removed. */
export function normalizePath(text: string): string {
  const kept: string[] = []
  const segments = text.split('/')
  const isAbsolute = text.startsWith('/')
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') kept.push(segment)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!isAbsolute) kept.push(segment)
  }
  const isFolder = kept.length > 0 && /(?:^|\/)\.{0,2}$/.test(text)
  return `${isAbsolute ? '/' : ''}${kept.join('/')}${isFolder ? '/' : ''}`
}

export function normalizePathWindows(text: string): string {
  return normalizePath(text.replaceAll('\\', '/'))
}

/** Each C comment becomes a space, one that never ends too; what only looks like an end stays. */
export function replaceComments(text: string): string {
  let cleaned = ''
  let at = 0
  for (;;) {
    const start = text.indexOf('/*', at)
    if (start === -1) return cleaned + text.slice(at)
    cleaned += `${text.slice(at, start)} `
    const end = text.indexOf('*/', start + 2)
    if (end === -1) return cleaned
    at = end + 2
  }
}
