import jsep from 'jsep'
import { z } from 'zod'

export type Operator = '+' | '-' | '*' | '/' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'AND' | 'OR'

/** Of CloudWatch's metric math: what a billing alarm needs. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'metric'; readonly id: string }
  | { readonly kind: 'negative'; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'rate'; readonly of: Expression }
  | { readonly kind: 'if'; readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression }

export class ExpressionFault extends Error {
  override readonly name = 'ExpressionFault'
}

const operators: ReadonlyMap<string, Operator> = new Map([
  ...(['+', '-', '*', '/', '==', '!=', '<', '<=', '>', '>='] as const).map((each) => [each, each] as const),
  ['&&', 'AND'],
  ['||', 'OR'],
  ['AND', 'AND'],
  ['OR', 'OR'],
])

for (const word of ['AND', 'OR']) jsep.addBinaryOp(word, word === 'AND' ? 2 : 1)

const Node = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Literal'), value: z.number() }),
  z.object({ type: z.literal('Identifier'), name: z.string() }),
  z.object({ type: z.literal('UnaryExpression'), operator: z.literal('-'), argument: z.unknown() }),
  z.object({ type: z.literal('BinaryExpression'), operator: z.string(), left: z.unknown(), right: z.unknown() }),
  z.object({
    type: z.literal('CallExpression'),
    callee: z.object({ type: z.literal('Identifier'), name: z.string() }),
    arguments: z.array(z.unknown()),
  }),
])

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 *
 * @throws {ExpressionFault} for what is no expression, or one that this evaluator does not know: never ignored.
 */
export function parseExpression(text: string): Expression {
  try {
    return read(jsep(text), text)
  } catch (error) {
    if (error instanceof ExpressionFault) throw error
    throw new ExpressionFault(`"${text}" is not an expression: ${error instanceof Error ? error.message : error}`)
  }
}

/** The metrics that it names, each once. */
export function metricsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'number':
      return []
    case 'metric':
      return [expression.id]
    case 'negative':
    case 'rate':
      return metricsOf(expression.of)
    case 'binary':
      return unique([...metricsOf(expression.left), ...metricsOf(expression.right)])
    case 'if':
      return unique([expression.condition, expression.then, expression.otherwise].flatMap(metricsOf))
  }
}

function read(value: unknown, text: string): Expression {
  const parsed = Node.safeParse(value)
  if (!parsed.success) throw new ExpressionFault(`"${text}" holds more than numbers, metrics, operators and calls.`)
  const node = parsed.data
  switch (node.type) {
    case 'Literal':
      return { kind: 'number', value: node.value }
    case 'Identifier':
      return { kind: 'metric', id: node.name }
    case 'UnaryExpression':
      return { kind: 'negative', of: read(node.argument, text) }
    case 'BinaryExpression': {
      const operator = operators.get(node.operator)
      if (operator === undefined) throw new ExpressionFault(`"${text}": ${node.operator} is not evaluated here.`)
      return { kind: 'binary', operator, left: read(node.left, text), right: read(node.right, text) }
    }
    case 'CallExpression':
      return readCall(
        node.callee.name,
        node.arguments.map((each) => read(each, text)),
        text,
      )
  }
}

function readCall(name: string, given: readonly Expression[], text: string): Expression {
  const [first, then, otherwise] = given
  if (name === 'RATE' && first !== undefined && given.length === 1) return { kind: 'rate', of: first }
  if (name === 'IF' && first !== undefined && then !== undefined && otherwise !== undefined && given.length === 3) {
    return { kind: 'if', condition: first, then, otherwise }
  }
  if (name === 'RATE') throw new ExpressionFault(`"${text}": RATE takes one series, not ${given.length}.`)
  if (name === 'IF') throw new ExpressionFault(`"${text}": IF takes a condition and two values, not ${given.length}.`)
  throw new ExpressionFault(`"${text}": the function ${name} is not evaluated here.`)
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)]
}
