const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
  '/': '\\/',
}

/** So that the text can stand in a literal of JavaScript's, in ASCII alone. */
export function escapeJavaScript(text: string): string {
  return text.replace(/[\p{Cc}"'\\/]|[^\p{ASCII}]/gu, (character) => escapes[character] ?? unicodeEscapes(character))
}

function unicodeEscapes(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join('')
}

/** As `application/x-www-form-urlencoded` has it: a space is `+`. */
export function urlEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}

export function urlDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

export function normalize(text: string, form: string): string {
  return text.normalize(form.toUpperCase())
}
