import type { MetricDataQuery } from '../alarm/definition.ts'
import { type Expression, ExpressionFault, metricsOf, parseExpression } from './expression.ts'

/**
 * The expressions of an alarm by their Ids, each after those that it names; CloudWatch takes them in any order.
 *
 * @throws {ExpressionFault} where one is none, or some name each other in a circle.
 */
export function expressionsInOrder(queries: readonly MetricDataQuery[]): ReadonlyMap<string, Expression> {
  const waiting = new Map(
    queries.flatMap(({ Id, Expression }) =>
      Expression === undefined ? [] : [[Id, parseExpression(Expression)] as const],
    ),
  )
  const ordered = new Map<string, Expression>()
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, expression]) => metricsOf(expression).every((id) => !waiting.has(id)))
    if (ready.length === 0) throw new ExpressionFault(`${[...waiting.keys()].join(', ')}: each waits for the others.`)
    for (const [id, expression] of ready) {
      ordered.set(id, expression)
      waiting.delete(id)
    }
  }
  return ordered
}
