import type { Reader } from './reader.ts'
import type { Path, Update, UpdateOperand } from './syntax.ts'

interface Clauses {
  set: Update['set'] | undefined
  remove: Update['remove'] | undefined
  add: Update['add'] | undefined
  delete: Update['delete'] | undefined
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html */
export function parseUpdate(reader: Reader): Update {
  const clauses: Clauses = { set: undefined, remove: undefined, add: undefined, delete: undefined }
  while (reader.peek().kind !== 'end') readClause(reader, clauses)
  return {
    set: clauses.set ?? [],
    remove: clauses.remove ?? [],
    add: clauses.add ?? [],
    delete: clauses.delete ?? [],
  }
}

function readClause(reader: Reader, clauses: Clauses): void {
  const word = reader.peek().text.toUpperCase()
  if (reader.takeWord('SET')) clauses.set = once(reader, word, clauses.set, assignment)
  else if (reader.takeWord('REMOVE')) clauses.remove = once(reader, word, clauses.remove, (from) => from.path())
  else if (reader.takeWord('ADD')) clauses.add = once(reader, word, clauses.add, pathAndValue)
  else if (reader.takeWord('DELETE')) clauses.delete = once(reader, word, clauses.delete, pathAndValue)
  else throw reader.syntaxError()
}

function once<Part>(
  reader: Reader,
  word: string,
  before: readonly Part[] | undefined,
  read: (reader: Reader) => Part,
): readonly Part[] {
  if (before !== undefined) throw reader.fault(`The "${word}" section can only be used once in an update expression;`)
  const parts = [read(reader)]
  while (reader.takeSymbol(',')) parts.push(read(reader))
  return parts
}

function assignment(reader: Reader): { path: Path; value: UpdateOperand } {
  const path = reader.path()
  reader.expectSymbol('=')
  const left = operand(reader)
  if (reader.takeSymbol('+')) return { path, value: { kind: 'plus', left, right: operand(reader) } }
  if (reader.takeSymbol('-')) return { path, value: { kind: 'minus', left, right: operand(reader) } }
  return { path, value: left }
}

function pathAndValue(reader: Reader): { path: Path; placeholder: string } {
  return { path: reader.path(), placeholder: reader.placeholder() }
}

function operand(reader: Reader): UpdateOperand {
  const token = reader.peek()
  if (token.kind === 'placeholder') return { kind: 'value', placeholder: reader.placeholder() }
  if (reader.takeSymbol('(')) {
    const inner = operand(reader)
    reader.expectSymbol(')')
    return inner
  }
  if (token.kind !== 'word' || reader.peek(1).text !== '(') return { kind: 'path', path: reader.path() }
  return functionCall(reader, token.text)
}

function functionCall(reader: Reader, name: string): UpdateOperand {
  if (name !== 'if_not_exists' && name !== 'list_append') {
    throw reader.fault(`Invalid function name; function: ${name}`)
  }
  reader.next()
  reader.expectSymbol('(')
  if (name === 'if_not_exists') {
    const path = reader.path()
    reader.expectSymbol(',')
    const otherwise = operand(reader)
    reader.expectSymbol(')')
    return { kind: 'if_not_exists', path, otherwise }
  }
  const first = operand(reader)
  reader.expectSymbol(',')
  const second = operand(reader)
  reader.expectSymbol(')')
  return { kind: 'list_append', first, second }
}
