const upperOrOddSpace = /[A-Z]|[^\S ]| {2}|\/\*|[\u0080-\uffff]/

const oddSpace = /[^\S ]| {2}/

/** The form that signatures are written in: lower case, single spaces, SQL's comments gone. */
export function flatten(text: string): string {
  if (!upperOrOddSpace.test(text)) return text
  const plain = dropComments(text.toLowerCase())
  return oddSpace.test(plain) ? plain.replaceAll(/\s+/g, ' ') : plain
}

/** MySQL runs what stands in a comment that begins with `!` and a version, so that only its brackets go. */
function dropComments(text: string): string {
  let open = text.indexOf('/*')
  if (open < 0) return text
  let kept = ''
  let from = 0
  while (open >= 0) {
    const conditional = text.charCodeAt(open + 2) === 0x21
    const close = conditional ? endOfVersion(text, open + 3) : text.indexOf('*/', open + 2) + 2
    if (close < 2) break
    kept += `${text.slice(from, open)} `
    from = close
    open = text.indexOf('/*', close)
  }
  const rest = kept + text.slice(from)
  return text.includes('/*!') ? rest.replaceAll('*/', ' ') : rest
}

function endOfVersion(text: string, at: number): number {
  let end = at
  while (end < at + 6 && isDigit(text.charCodeAt(end))) end += 1
  return end
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
