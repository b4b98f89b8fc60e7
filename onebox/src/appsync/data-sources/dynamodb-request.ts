import type { Dynamo } from '../../dynamodb/dynamo.ts'
import { isRecord } from '../../dynamodb/values/read-value.ts'
import { wireItem } from './attribute-values.ts'
import type { PageTokens } from './page-token.ts'

/** A request object, as a resolver returned it. */
export type DynamodbRequest = Readonly<Record<string, unknown>>

export interface TableSource {
  readonly dynamo: Dynamo
  readonly table: string
  readonly pageTokens: PageTokens
}

export interface Expressions {
  readonly ExpressionAttributeNames?: unknown
  readonly ExpressionAttributeValues?: unknown
}

/** An object with `expression`, `expressionNames` and `expressionValues`. */
export function expressionText(given: unknown): string | undefined {
  return isRecord(given) && typeof given.expression === 'string' ? given.expression : undefined
}

/** Names and values of several expressions in one: AppSync lets none of them be named differently by two. */
export function expressionAttributes(...given: readonly unknown[]): Expressions {
  const names: Record<string, unknown> = {}
  const values: Record<string, unknown> = {}
  for (const each of given.filter(isRecord)) {
    if (isRecord(each.expressionNames)) Object.assign(names, each.expressionNames)
    Object.assign(values, wireItem(each.expressionValues))
  }
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  }
}

export function condition({ condition: given }: DynamodbRequest): Record<string, unknown> {
  const text = expressionText(given)
  return text === undefined ? {} : { ConditionExpression: text, ...expressionAttributes(given) }
}

export function projection(given: unknown): Record<string, unknown> {
  const text = expressionText(given)
  return text === undefined ? {} : { ProjectionExpression: text, ...expressionAttributes(given) }
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What was not given is left to DynamoDB. */
export function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))
}
