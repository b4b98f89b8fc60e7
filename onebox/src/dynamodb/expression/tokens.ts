export type Token = {
  readonly kind: 'word' | 'alias' | 'placeholder' | 'number' | 'symbol' | 'end'
  readonly text: string
}

const pattern =
  /\s*(?:(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<alias>#[A-Za-z0-9_]+)|(?<placeholder>:[A-Za-z0-9_]+)|(?<number>\d+)|(?<symbol><>|<=|>=|[=<>()[\],.+-]))/y

/** A character that begins no token is a symbol of its own, for the parser to refuse where it stands. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (text.slice(at).trim() !== '') {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) {
      tokens.push({ kind: 'symbol', text: text.slice(at).trim().charAt(0) })
      break
    }
    tokens.push(tokenOf(match.groups ?? {}))
    at = pattern.lastIndex
  }
  return [...tokens, { kind: 'end', text: '<EOF>' }]
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  if (groups.word !== undefined) return { kind: 'word', text: groups.word }
  if (groups.alias !== undefined) return { kind: 'alias', text: groups.alias }
  if (groups.placeholder !== undefined) return { kind: 'placeholder', text: groups.placeholder }
  if (groups.number !== undefined) return { kind: 'number', text: groups.number }
  return { kind: 'symbol', text: groups.symbol ?? '' }
}
