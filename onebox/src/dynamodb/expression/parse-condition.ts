import type { Reader } from './reader.ts'
import type { Comparator, Condition, Operand } from './syntax.ts'

const comparators: readonly Comparator[] = ['=', '<>', '<=', '>=', '<', '>']
const maxNesting = 300

/**
 * A condition or filter, by
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 *
 * NOT binds more tightly than AND, AND more tightly than OR.
 */
export function parseCondition(reader: Reader, depth = 0): Condition {
  if (depth > maxNesting) throw reader.fault('The expression has too many operators or is nested too deeply')
  let left = conjunction(reader, depth)
  while (reader.takeWord('OR')) left = { kind: 'or', left, right: conjunction(reader, depth) }
  return left
}

function conjunction(reader: Reader, depth: number): Condition {
  let left = negation(reader, depth)
  while (reader.takeWord('AND')) left = { kind: 'and', left, right: negation(reader, depth) }
  return left
}

function negation(reader: Reader, depth: number): Condition {
  if (depth > maxNesting) throw reader.fault('The expression has too many operators or is nested too deeply')
  if (reader.takeWord('NOT')) return { kind: 'not', condition: negation(reader, depth + 1) }
  if (!reader.takeSymbol('(')) return predicate(reader)
  const inner = parseCondition(reader, depth + 1)
  reader.expectSymbol(')')
  return inner
}

function predicate(reader: Reader): Condition {
  const call = reader.peek().kind === 'word' && reader.peek(1).text === '(' ? reader.peek().text : undefined
  if (call !== undefined && call !== 'size') return functionCall(reader, call)
  const left = parseOperand(reader)
  if (reader.takeWord('BETWEEN')) {
    const low = parseOperand(reader)
    if (!reader.takeWord('AND')) throw reader.syntaxError()
    return { kind: 'between', operand: left, low, high: parseOperand(reader) }
  }
  if (reader.takeWord('IN')) return { kind: 'in', operand: left, choices: choices(reader) }
  const comparator = comparators.find((symbol) => reader.takeSymbol(symbol))
  if (comparator === undefined) throw reader.syntaxError()
  return { kind: 'compare', comparator, left, right: parseOperand(reader) }
}

function choices(reader: Reader): readonly Operand[] {
  reader.expectSymbol('(')
  const found = [parseOperand(reader)]
  while (reader.takeSymbol(',')) found.push(parseOperand(reader))
  reader.expectSymbol(')')
  if (found.length > 100) throw reader.fault('The IN operator takes at most 100 operands')
  return found
}

function functionCall(reader: Reader, name: string): Condition {
  switch (name) {
    case 'attribute_exists':
    case 'attribute_not_exists': {
      reader.next()
      reader.expectSymbol('(')
      const path = reader.path()
      reader.expectSymbol(')')
      return { kind: name, path }
    }
    case 'attribute_type':
    case 'begins_with':
    case 'contains': {
      reader.next()
      reader.expectSymbol('(')
      const operand = parseOperand(reader)
      reader.expectSymbol(',')
      const argument = parseOperand(reader)
      reader.expectSymbol(')')
      return { kind: name, operand, argument }
    }
    default:
      throw reader.fault(`Invalid function name; function: ${name}`)
  }
}

export function parseOperand(reader: Reader): Operand {
  const token = reader.peek()
  if (token.kind === 'placeholder') return { kind: 'value', placeholder: reader.placeholder() }
  if (token.text !== 'size' || reader.peek(1).text !== '(') return { kind: 'path', path: reader.path() }
  reader.next()
  reader.expectSymbol('(')
  const path = reader.path()
  reader.expectSymbol(')')
  return { kind: 'size', path }
}
