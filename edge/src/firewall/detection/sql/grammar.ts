import { isCall, isSubquery, isTellingCall } from './calls.ts'
import type { Token } from './tokens.ts'

/** How surely something is SQL: 0 not at all, 1 could be words, 2 likely, 3 certainly. */
export type Evidence = 0 | 1 | 2 | 3

/** What follows the place where the query expects its value to end. */
export function judgeTail(tokens: readonly Token[], quoted: boolean): Evidence {
  const from = skipClosers(tokens)
  const first = tokens[from]
  if (first === undefined || first.kind === 'end') return 0
  const tail: Tail = { tokens, at: from, quoted }
  const found = judgeFirst(first, tail)
  return found > 0 && found < 3 && endsInComment(tokens) ? raise(found) : found
}

interface Tail {
  readonly tokens: readonly Token[]
  readonly at: number
  readonly quoted: boolean
}

function raise(evidence: Evidence): Evidence {
  return evidence === 1 ? 2 : 3
}

function skipClosers(tokens: readonly Token[]): number {
  let index = 0
  while (tokens[index]?.kind === 'close') index += 1
  return index
}

function endsInComment(tokens: readonly Token[]): boolean {
  const last = tokens.at(-2)
  return last?.kind === 'comment' && !remark.test(last.text)
}

/** Behind what cuts a query off stands nothing, or a word that stops trailing spaces from being trimmed. */
const remark = /^(?:--|#) ?[a-z]{2,20} [a-z]{2,20}/i

function judgeFirst(first: Token, tail: Tail): Evidence {
  switch (first.kind) {
    case 'comment':
      return judgeComment(first.text, tail)
    case 'semicolon':
      return judgeStacked(tail)
    case 'comma':
      return judgeList(tail)
    case 'operator':
      return judgeOperator(first, tail)
    case 'word':
      return judgeWord(first, tail)
    default:
      return 0
  }
}

/** A comment right behind the value cuts the rest of the query off. */
function judgeComment(text: string, { quoted }: Tail): Evidence {
  if (!quoted) return 0
  return text.length <= 14 && /^(?:--|#|\/\*)[^a-z]{0,12}\w{0,8}$/i.test(text.trim()) ? 3 : 0
}

function judgeStacked({ tokens, at, quoted }: Tail): Evidence {
  const first = tokens[at + 1]
  const second = tokens[at + 2]
  if (first?.kind === 'comment' || (first?.kind === 'end' && quoted)) return first.kind === 'comment' ? 2 : 0
  if (first?.kind !== 'word') return 0
  const isStatement = first.class === 'statement' || first.class === 'query'
  if (!isStatement || second === undefined) return 0
  if (/^update$/i.test(first.text) && !tokens.slice(at + 3, at + 8).some(({ text }) => /^set$/i.test(text))) return 0
  return isStatementHead(first.text.toLowerCase(), second) ? (quoted ? 3 : 2) : 0
}

const heads: Readonly<Record<string, RegExp>> = {
  select: /^(?:\*|\(|\d.*|'.*|".*|@@.*|pg_sleep|sleep|version|user|load_file|case|null|if|benchmark|count|[a-z_]+\()$/i,
  drop: /^(?:table|database|user|view|index|schema|procedure|function|all|trigger|role)$/i,
  insert: /^into$/i,
  delete: /^from$/i,
  update: /^[a-z_.`]+$/i,
  create: /^(?:table|user|database|or|function|procedure|view|role|extension|login|temp.*|trigger|index)$/i,
  alter: /^(?:table|user|database|role|login|system)$/i,
  truncate: /^(?:table|[a-z_]+)$/i,
  exec: /^(?:\(|master.*|xp_.*|sp_.*|@.*|immediate|sys.*)$/i,
  execute: /^(?:\(|master.*|xp_.*|sp_.*|@.*|immediate|sys.*|stmt)$/i,
  declare: /^@.*$/,
  waitfor: /^(?:delay|time)$/i,
  shutdown: /^(?:with|;|--.*|)$/i,
  copy: /^(?:\(|[a-z_]+)$/i,
  if: /^\($/,
  set: /^@.*$/,
}

function isStatementHead(first: string, second: Token): boolean {
  const head = heads[first]
  if (head !== undefined) return head.test(second.text)
  return (
    /^(?:begin|call|handler|prepare|attach|pragma|vacuum|load|grant|revoke|backup|dbcc|kill|merge|replace|do|with|values|table)$/.test(
      first,
    ) &&
    (second.kind === 'word' || second.kind === 'string' || second.kind === 'open')
  )
}

/** `',(select ...` in a list of values. */
function judgeList({ tokens, at, quoted }: Tail): Evidence {
  const next = tokens[at + 1]
  if (next === undefined) return 0
  const from = skipSigns(tokens, at + 1)
  if (isSubquery(tokens, from) || isTellingCall(tokens, from)) return 3
  if (!endsInComment(tokens)) return 0
  if (quoted && assigns(tokens, at + 1)) return 3
  if (from > at + 1 && tokens.slice(from, from + 8).some((_, index) => isSubquery(tokens, from + index))) return 3
  return next.kind === 'string' ? 2 : 0
}

/** `', role='admin' --`: sets another column. */
function assigns(tokens: readonly Token[], at: number): boolean {
  const [column, sign, value] = tokens.slice(at, at + 3)
  return (
    column?.kind === 'word' &&
    column.class === 'name' &&
    sign?.text === '=' &&
    /^(?:string|number)$/.test(value?.kind ?? '')
  )
}

function judgeOperator(operator: Token & { kind: 'operator' }, tail: Tail): Evidence {
  const { tokens, at } = tail
  if (/^(?:\|\||&&|\||&|<<|>>)$/.test(operator.text)) {
    const condition = judgeCondition(tokens, at + 1)
    if (condition >= 2) return condition
  }
  const from = skipSigns(tokens, at + 1)
  if (tail.quoted && isCall(tokens, from)) return 3
  if (isSubquery(tokens, from) || isTellingCall(tokens, from)) return tail.quoted ? 3 : 2
  const next = tokens[from]
  if (operator.text === '::' && next?.kind === 'word')
    return /^(?:int|text|numeric|varchar|json|regclass|bool)/i.test(next.text) && endsInComment(tokens) ? 3 : 0
  if (!tail.quoted) return operator.text === '=' ? judgeComparison(tokens, at) : 0
  if (!/^(?:[-=+*/%^&|<>]|\|\||<>|!=|<<|>>|<=>)$/.test(operator.text)) return 0
  if (next?.kind === 'number' && tokens[from + 1]?.kind === 'operator') return 2
  const after = tokens[from + 1]
  if (operator.comparison && after?.kind === 'word' && after.class === 'logic') return judgeCondition(tokens, from + 2)
  if (next?.kind === 'string' && from + 1 >= tokens.length - 1) return next.text.length <= 24 ? 2 : 0
  if (next?.kind === 'number' && tokens[from + 1]?.kind === 'comment') return 3
  if (next?.kind === 'number' && tokens[from + 1]?.kind === 'string') return 2
  return operator.text === '||' && next?.kind === 'string' ? 2 : 0
}

/** `1=1` as the whole value, or followed by more of a query. */
function judgeComparison(tokens: readonly Token[], at: number): Evidence {
  const right = tokens[at + 1]
  const after = tokens[at + 2]
  if (right?.kind !== 'number' || after === undefined) return 0
  return after.kind === 'comment' ? 3 : after.kind === 'word' && after.class === 'set' ? 2 : 0
}

function judgeWord(first: Token & { kind: 'word' }, tail: Tail): Evidence {
  const { tokens, at, quoted } = tail
  switch (first.class) {
    case 'set':
      return judgeUnion(tokens, at + 1)
    case 'logic':
      return judgeLogic(tail)
    case 'not':
      return judgeTest(tokens, at + 1, quoted)
    case 'test':
      return judgeTest(tokens, at, quoted)
    case 'clause':
      return judgeClause(first.text.toLowerCase(), tail)
    case 'statement':
      return quoted && first.text.toLowerCase() === 'waitfor'
        ? 3
        : quoted && isStatementHead(first.text.toLowerCase(), tokens[at + 1] ?? first) && endsInComment(tokens)
          ? 2
          : 0
    default:
      return 0
  }
}

function judgeUnion(tokens: readonly Token[], from: number): Evidence {
  let at = from
  while (at < from + 6) {
    const token = tokens[at]
    if (token?.kind === 'word' && /^(?:select|values|table)$/i.test(token.text))
      return isSelectList(tokens[at + 1]) ? 3 : 1
    if (token?.kind !== 'open' && !(token?.kind === 'word' && /^(?:all|distinct|distinctrow)$/i.test(token.text)))
      return 0
    at += 1
  }
  return 0
}

function isSelectList(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    token.kind !== 'end' &&
    (token.kind !== 'word' || token.class !== 'name' || token.text.length > 1)
  )
}

function judgeLogic(tail: Tail): Evidence {
  if (/^(?:div|mod)$/i.test(tail.tokens[tail.at]?.text ?? '') && tail.tokens[tail.at + 1]?.kind !== 'number') return 0
  const found = judgeCondition(tail.tokens, tail.at + 1)
  if (!tail.quoted && isSum(tail) && !endsInComment(tail.tokens)) return 1
  const condition = !tail.quoted && found === 3 && isNamed(tail.tokens, tail.at + 1) ? 2 : found
  if (!tail.quoted && /^[<>]=?$/.test(tail.tokens[tail.at + 2]?.text ?? '')) return endsInComment(tail.tokens) ? 3 : 1
  if (condition !== 1) return condition
  return tail.quoted && endsInComment(tail.tokens) ? 3 : 1
}

/** `7 mod 3 = 1`, `5 or 6 = half a dozen`. */
function isSum({ tokens, at }: Tail): boolean {
  if (/^(?:div|mod)$/i.test(tokens[at]?.text ?? '')) return true
  const right = tokens[at + 3]
  return tokens[at + 1]?.kind === 'number' && right?.kind === 'word' && right.class === 'name'
}

/** `b = 2` is what filters of programs look like as well. */
function isNamed(tokens: readonly Token[], start: number): boolean {
  const left = tokens[skipSigns(tokens, start)]
  return left?.kind === 'word' && left.class === 'name' && tokens[start + 1]?.kind !== 'open'
}

/** An expression that a condition can be: how likely it is one, and not a few words. */
function judgeCondition(tokens: readonly Token[], start: number): Evidence {
  const from = skipSigns(tokens, start)
  if (isSubquery(tokens, from) || isCall(tokens, from)) return 3
  const left = tokens[from]
  if (left === undefined || left.kind === 'end') return 0
  if (!isOperand(left)) return 0
  const sign = nextSign(tokens, from + 1)
  const right = tokens[sign.end]
  if (sign.comparison) return judgeSides(left, right)
  if (sign.test)
    return right !== undefined && right.kind !== 'end' && (right.kind !== 'word' || left.kind !== 'word') ? 3 : 1
  if (left.kind === 'string')
    return left.closed
      ? tokens[from + 1]?.kind === 'comment'
        ? 3
        : 1
      : left.text.length <= 12 && !saysWords(left)
        ? 2
        : 0
  const next = tokens[from + 1]
  if (left.kind === 'number' || left.class === 'constant')
    return next?.kind === 'comment'
      ? 3
      : next?.kind === 'end' || next?.kind === 'semicolon'
        ? 1
        : next?.kind === 'string' && !saysWords(next)
          ? 2
          : 0
  return 0
}

/** `6' tall`: behind the mark of a length or a quotation the sentence goes on. */
function saysWords(token: Token): boolean {
  return token.kind === 'string' && !token.closed && /^['"] [a-z]{3,20}(?: [a-z]{1,20}){0,8}[.?!]?$/i.test(token.text)
}

type Operand = Token & { kind: 'number' | 'string' | 'word' }

function isOperand(token: Token): token is Operand {
  if (token.kind === 'word') return token.class === 'name' || token.class === 'constant' || token.class === 'function'
  return token.kind === 'number' || token.kind === 'string'
}

function judgeSides(left: Operand, right: Token | undefined): Evidence {
  if (right === undefined) return 0
  if (right.kind === 'open' || right.kind === 'operator') return left.kind === 'word' ? 2 : 3
  if (right.kind === 'end') return left.kind === 'string' ? 2 : 0
  if (!isOperand(right)) return right.kind === 'word' ? 2 : 0
  return left.kind === 'word' && right.kind === 'word' ? 2 : 3
}

function nextSign(tokens: readonly Token[], from: number): { comparison: boolean; test: boolean; end: number } {
  let at = from
  while (tokens[at]?.kind === 'close') at += 1
  const token = tokens[at]
  if (token?.kind === 'operator' && token.comparison)
    return { comparison: true, test: false, end: skipSigns(tokens, at + 1) }
  const negated = token?.kind === 'word' && token.class === 'not' ? 1 : 0
  const test = tokens[at + negated]
  if (test?.kind === 'word' && test.class === 'test')
    return { comparison: false, test: true, end: skipSigns(tokens, at + negated + 1) }
  if (token?.kind === 'operator' && at === from) {
    const beyond = tokens[at + 2]
    if (beyond?.kind === 'operator' && beyond.comparison) return { comparison: true, test: false, end: at + 3 }
  }
  return { comparison: false, test: false, end: at }
}

function skipSigns(tokens: readonly Token[], from: number): number {
  let at = from
  while (at < tokens.length) {
    const token = tokens[at]
    const sign =
      token?.kind === 'open' ||
      (token?.kind === 'operator' && /^[-+!~@=<>]+$/.test(token.text)) ||
      (token?.kind === 'word' && token.class === 'not')
    if (!sign) break
    at += 1
  }
  return at
}

/** `' LIKE '%`, `' IN (`, `' BETWEEN 1 AND 2`, `' IS NULL`. */
function judgeTest(tokens: readonly Token[], at: number, quoted: boolean): Evidence {
  const test = tokens[at]
  if (test?.kind !== 'word' || test.class !== 'test') return 0
  const from = skipSigns(tokens, at + 1)
  const next = tokens[from]
  if (isSubquery(tokens, from) || isCall(tokens, from)) return 3
  if (next?.kind === 'string' || (next?.kind === 'number' && tokens[at + 1]?.kind === 'open')) return quoted ? 3 : 2
  if (next?.kind === 'number' && tokens[at - 1] === undefined) return quoted || /like|regexp$/i.test(test.text) ? 2 : 1
  if (next?.kind === 'number' && /^and$/i.test(tokens[from + 1]?.text ?? '')) return quoted ? 3 : 1
  return next?.kind === 'word' && /^null$/i.test(next.text) ? 2 : 0
}

function judgeClause(clause: string, { tokens, at, quoted }: Tail): Evidence {
  const next = tokens[at + 1]
  const then = tokens[skipSigns(tokens, at + 2)]
  if (clause === 'order' || clause === 'group') {
    if (!/^by$/i.test(next?.text ?? '')) return 0
    if (then?.kind === 'number' || isSubquery(tokens, at + 3)) return quoted ? 3 : 2
    return then?.kind === 'word' && endsInComment(tokens) ? 2 : 0
  }
  if (clause === 'having' || clause === 'where') return judgeCondition(tokens, at + 1) >= 2 ? 3 : 0
  if (clause === 'limit' || clause === 'offset') return next?.kind === 'number' ? (quoted ? 2 : 1) : 0
  if (clause === 'procedure') return /^analyse$/i.test(next?.text ?? '') ? 3 : 0
  if (clause === 'into') return /^(?:outfile|dumpfile)$/i.test(next?.text ?? '') ? 3 : 0
  return 0
}
