/**
 * Patterns are Java's on AppSync. Of Java's constructs those that JavaScript has in the same words are understood; a
 * pattern that is none is an error of the resolver's.
 */
export function javaPattern(pattern: string, flags: string): RegExp {
  return new RegExp(pattern, `u${flags}`)
}

export function javaReplace(
  text: string,
  pattern: string,
  { replacement, all }: { replacement: string; all: boolean },
): string {
  return text.replace(javaPattern(pattern, all ? 'g' : ''), replacement)
}

/** Java's `matches`: the whole text. */
export function javaMatches(pattern: string, text: string): boolean {
  return javaPattern(`^(?:${pattern})$`, '').test(text)
}
