const tones = 8

/** One of eight quiet tones, the same for a member everywhere. */
export function toneOf(id: string): number {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return (sum % tones) + 1
}

/** First letters of the first and last word; of scripts without capitals one, so that it stays readable. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const first = firstLetter(words[0] ?? name.trim())
  const last = words.length > 1 ? firstLetter(words.at(-1) ?? '') : ''
  const both = `${first}${last}`.toLocaleUpperCase()
  return /^\p{Lu}+$/u.test(both) ? both : first.toLocaleUpperCase()
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function firstLetter(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment
  return ''
}
