import { invalid } from '../errors.ts'
import { isReserved } from './reserved-words.ts'
import type { Path, Segment } from './syntax.ts'
import { type Token, tokenize } from './tokens.ts'

export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression'

const maxExpressionBytes = 4096

/** The tokens of one expression, read from left to right. */
export class Reader {
  readonly #kind: ExpressionKind
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(kind: ExpressionKind, text: string) {
    this.#kind = kind
    if (text.trim() === '') throw this.fault('The expression can not be empty;')
    if (Buffer.byteLength(text) > maxExpressionBytes) {
      throw this.fault(`Expression size has exceeded the maximum allowed size; expression size: ${text.length}`)
    }
    this.#tokens = tokenize(text)
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: 'end', text: '<EOF>' }
  }

  next(): Token {
    const token = this.peek()
    this.#at += 1
    return token
  }

  isSymbol(text: string): boolean {
    const token = this.peek()
    return token.kind === 'symbol' && token.text === text
  }

  /** Keywords have no case. */
  isWord(text: string): boolean {
    const token = this.peek()
    return token.kind === 'word' && token.text.toUpperCase() === text
  }

  takeSymbol(text: string): boolean {
    const found = this.isSymbol(text)
    if (found) this.#at += 1
    return found
  }

  takeWord(text: string): boolean {
    const found = this.isWord(text)
    if (found) this.#at += 1
    return found
  }

  expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) throw this.syntaxError()
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') throw this.syntaxError()
  }

  /** `name`, `#alias`, `a.b[0].#c` */
  path(): Path {
    const segments: Segment[] = [this.#name()]
    for (;;) {
      if (this.takeSymbol('.')) segments.push(this.#name())
      else if (this.takeSymbol('[')) segments.push(this.#index())
      else return segments
    }
  }

  #name(): Segment {
    const token = this.peek()
    if (token.kind === 'alias') {
      this.#at += 1
      return { kind: 'alias', alias: token.text }
    }
    if (token.kind !== 'word') throw this.syntaxError()
    if (isReserved(token.text)) {
      throw this.fault(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`)
    }
    this.#at += 1
    return { kind: 'name', name: token.text }
  }

  #index(): Segment {
    const token = this.next()
    if (token.kind !== 'number') throw this.syntaxError()
    this.expectSymbol(']')
    return { kind: 'index', index: Number(token.text) }
  }

  placeholder(): string {
    const token = this.peek()
    if (token.kind !== 'placeholder') throw this.syntaxError()
    this.#at += 1
    return token.text
  }

  fault(message: string) {
    return invalid(`Invalid ${this.#kind}: ${message}`)
  }

  syntaxError() {
    const near = [this.peek(-1), this.peek(), this.peek(1)].filter(({ text }) => text !== '<EOF>')
    const words = near.map(({ text }) => text).join(' ')
    return this.fault(`Syntax error; token: "${this.peek().text}", near: "${words}"`)
  }
}
