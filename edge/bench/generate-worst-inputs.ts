// biome-ignore-all lint/suspicious/noTemplateCurlyInString: written as attackers write them
export interface WorstInput {
  readonly name: string
  readonly text: string
}

const specials = [...'<>\'"`()[]{}/\\*-#;&|$%=+,.:!?@^~_ \t\n', 'a', 'x', '0', '1', 'é', '𝒳']

// biome-ignore format: a list of words
const tokens: readonly string[] = [
  '<a', '<a ', '<a b=', '<a b="', '</', '<!', '<!--', '-->', '--!>', '<![CDATA[', ']]>', '<?', '<?php ', '?>', '<%', '%>', '<svg/', '<script', '<script>',
  'on', 'onx=', ' on=', 'javascript:', 'java\tscript:', 'data:', 'expression(', 'style=', '&lt;', '&#', '&#x', '&#60', '&#x3c;', '&amp;', '&amp;lt;', '&a', '&;',
  '/*', '/*!', '*/', '/**/', '--', '-- ', '--\n', '#\n', "''", '""', '``', "'\\", "\\'", "\\'\\", "'a'", "' or ", "'||'", '1=1 ', '1 or ', '(1', '((', '))', '()', '(select ', 'select ', 'union ', 'union select ',
  'a.b', 'a,', '1,', '1e', '1.', '0x', "x'", 'e\'', '$$', '$a$', '@@', '@a', ':a', 'case when ', 'and not ', 'not ', '- -', '+-', '~', '!!', '<=>', ';', '; ', ';;',
  '${', '${${', '${a:', '${::-', '}', '{{', '}}', '{%', '%}', '#{', '<#', '[[', '${jndi:', '${lower:j}',
  '../', '..\\', '..;/', './', '//', '..%2f', '%2e%2e/', '....//', '/etc/', '/proc/', 'c:\\', 'file://', 'php://', 'http://', 'http://a', 'http://1', '127.', '0x7f.', '169.254.',
  '%', '%%', '%2', '%25', '%2525', '%u', '%u00', '%u003c', '%c0', '%0', '%0a', '%0d%0a', '\r\n', '\r\na:', '\n\n', '\\x', '\\x3', '\\x3c', '\\u', '\\u003c', '\\u{', '\\0', '\\n', '\\\\',
  '|', '||', '&&', '$(', '$((', '`', '>(', '<(', '2>&1', '$IFS', '${IFS}', '$@', "c'a't", 'a\\', '^', '%a%', '/???', '*?', 'cat ', 'cat /', 'sh -c ', 'echo a|', ' -e ', '& ', '| ',
  '(&', '(|', '(!', '(a=', '*)(', ')(', '{"$', '{"a":', '[{', '":"', '"$ne":', '__proto__', 'constructor.', '[a]', '.a', "['a']", 'require(', 'new ', 'function(', '=>', 'O:1:"', 'a:1:{', 's:1:', 'rO0', 'T(', '@a@', '#a.', "''.", '.class', '__class__', '.__', '|attr(',
  '<!DOCTYPE ', '<!ENTITY ', '<!ENTITY % a ', 'SYSTEM "', '%a;', '&a;', '<!--#', '<esi:', '<!--esi ', '{a{', '{a:b{', '__schema', 'a:1 ', '"a\\"', '\\"',
  'A', 'QUFB', 'PHNj', 'AAAA=', 'A=', '==', '-_', '+/', '4141', '0x41', 'char(65)', 'chr(65).', '\u00a0', '\u2028', '\ufeff', '\u200b', '＜', 'ſ', 'İ', '\ud800',
]

/** Whatever makes a matcher go back, look ahead or decode again: runs, pairs, openings that are never closed, nests. */
export function generateWorstInputs(length: number): readonly WorstInput[] {
  const repeat = (unit: string, name = JSON.stringify(unit)): WorstInput => ({
    name: `${name} over and over`,
    text: filled(unit, length),
  })
  const single = Array.from({ length: 128 }, (_, code) => repeat(String.fromCharCode(code)))
  const pairs = specials.flatMap((one) => specials.filter((other) => other !== one).map((other) => repeat(one + other)))
  const combined = tokens.flatMap((token: string, index) => [
    repeat(token),
    repeat(`${token} `),
    repeat(`a${token}`),
    { name: `${JSON.stringify(token)}, then letters`, text: token + 'a'.repeat(length - token.length) },
    { name: `spaces, then ${JSON.stringify(token)}`, text: ' '.repeat(length - token.length) + token },
    repeat(token + (tokens[(index * 7 + 13) % tokens.length] ?? '')),
    repeat(token + (tokens[(index * 31 + 5) % tokens.length] ?? '')),
  ])
  return [...single, ...pairs, ...combined, ...nests(length), ...mixtures(length)]
}

function nests(length: number): WorstInput[] {
  const encodings: Readonly<Record<string, (text: string) => string>> = {
    base64: (text) => Buffer.from(text).toString('base64'),
    base64url: (text) => Buffer.from(text).toString('base64url'),
    percent: (text) => text.replaceAll(/[^a-z0-9]/gi, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(2, '0')}`),
    entities: (text) => text.replaceAll(/[^a-z0-9]/gi, (unit) => `&#${unit.charCodeAt(0)};`),
    escapes: (text) =>
      text.replaceAll(/[^a-z0-9]/gi, (unit) => `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`),
    JSON: (text) => JSON.stringify({ a: text }),
    hex: (text) => Buffer.from(text).toString('hex'),
  }
  const cores = [
    "' or 1=1 -- ",
    '<script>alert(1)</script>',
    '../../../../etc/passwd',
    ';cat /etc/passwd',
    'plain words, nothing else. ',
  ]
  return cores.flatMap((core) =>
    Object.entries(encodings).flatMap(([name, encode]) => {
      const levels: WorstInput[] = []
      let text = core.repeat(20)
      for (let level = 1; level <= 8 && text.length < length; level += 1) {
        text = encode(text)
        levels.push({ name: `${JSON.stringify(core)} in ${level} levels of ${name}`, text: filled(text, length) })
        levels.push({
          name: `many of ${JSON.stringify(core)} in ${level} levels of ${name}`,
          text: filled(`${text.slice(0, 200)} `, length),
        })
      }
      return levels
    }),
  )
}

/** The same in every run, so that a slow one can be found again. */
function mixtures(length: number): WorstInput[] {
  let state = 2_463_534_242
  const next = (below: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  return Array.from({ length: 400 }, (_, index) => {
    const few = Array.from({ length: 2 + (index % 6) }, () => tokens[next(tokens.length)] ?? '')
    let text = ''
    while (text.length < length) text += few[next(few.length)] ?? ''
    return { name: `a mixture of ${few.map((token) => JSON.stringify(token)).join(' ')}`, text: text.slice(0, length) }
  })
}

function filled(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / Math.max(unit.length, 1))).slice(0, length)
}
