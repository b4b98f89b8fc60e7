/** Matches as an ALB does: `*` stands for any run of characters, `?` for one; case counts. */
export function compileWildcard(pattern: string): (text: string) => boolean {
  const wildcards = pattern.replace(/[^*?]/g, '')
  if (wildcards === '') return (text) => text === pattern
  if (wildcards === '*' && pattern.endsWith('*')) {
    const prefix = pattern.slice(0, -1)
    return (text) => text.startsWith(prefix)
  }
  return (text) => matchWildcard(pattern, text)
}

/** Greedy with one point of return, so that time is bounded by the product of both lengths. */
function matchWildcard(pattern: string, text: string): boolean {
  let at = 0
  let star = -1
  let resumeAt = 0
  let index = 0
  while (index < text.length) {
    if (pattern[at] === '*') {
      star = at
      resumeAt = index
      at += 1
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[index])) {
      at += 1
      index += 1
    } else if (star !== -1) {
      at = star + 1
      resumeAt += 1
      index = resumeAt
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
