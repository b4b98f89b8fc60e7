const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  nbsp: ' ',
  Tab: '\t',
  NewLine: '\n',
  colon: ':',
  semi: ';',
  comma: ',',
  period: '.',
  excl: '!',
  quest: '?',
  num: '#',
  dollar: '$',
  percnt: '%',
  ast: '*',
  midast: '*',
  plus: '+',
  equals: '=',
  commat: '@',
  lpar: '(',
  rpar: ')',
  lsqb: '[',
  lbrack: '[',
  rsqb: ']',
  rbrack: ']',
  lcub: '{',
  lbrace: '{',
  rcub: '}',
  rbrace: '}',
  sol: '/',
  bsol: '\\',
  grave: '`',
  Hat: '^',
  lowbar: '_',
  verbar: '|',
  vert: '|',
  hyphen: '-',
}
/** What browsers accept without the semicolon. */
const bare = /^(?:lt|gt|quot|amp|nbsp)/i
const numeric = /&#(?:x0{0,20}([0-9a-f]{1,6})|0{0,20}([0-9]{1,7}));?/iy
const name = /&([a-z]{2,12});/iy

/** Decodes HTML's character references: decimal, hexadecimal (zeros in front, no semicolon), and the usual named ones. */
export function decodeEntities(text: string): string {
  let at = text.indexOf('&')
  if (at < 0) return text
  let decoded = ''
  let from = 0
  while (at >= 0) {
    const reference = readReference(text, at)
    if (reference !== undefined) {
      decoded += text.slice(from, at) + reference.character
      from = reference.end
    }
    at = text.indexOf('&', reference?.end ?? at + 1)
  }
  return from === 0 ? text : decoded + text.slice(from)
}

function readReference(text: string, at: number): { character: string; end: number } | undefined {
  if (text.charCodeAt(at + 1) === 0x23) return readNumeric(text, at)
  name.lastIndex = at
  const full = name.exec(text)?.[1]
  const character = full === undefined ? undefined : (named[full] ?? named[full.toLowerCase()])
  if (full !== undefined && character !== undefined) return { character, end: at + full.length + 2 }
  const short = bare.exec(text.slice(at + 1, at + 5))?.[0]
  const plain = short === undefined ? undefined : named[short.toLowerCase()]
  return short === undefined || plain === undefined ? undefined : { character: plain, end: at + 1 + short.length }
}

function readNumeric(text: string, at: number): { character: string; end: number } | undefined {
  numeric.lastIndex = at
  const match = numeric.exec(text)
  if (match === null) return undefined
  const point = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16)
  return { character: point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd', end: numeric.lastIndex }
}
