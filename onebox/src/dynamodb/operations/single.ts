import { invalid } from '../errors.ts'
import { parsedProjection } from '../expression/parsed.ts'
import { Placeholders, type ResolvedPath } from '../expression/placeholders.ts'
import { project, wantedParts } from '../expression/projection.ts'
import { keyGiven } from '../keys.ts'
import type { Item } from '../values/attribute-value.ts'
import { readItem } from '../values/read-value.ts'
import { commitWrite } from './commit.ts'
import { type DynamoContext, tableNamed } from './context.ts'
import { DeleteItemInput, GetItemInput, PutItemInput, parseInput, UpdateItemInput } from './input.ts'
import { type Decision, planWrite } from './write-item.ts'

/** What is left of items by a ProjectionExpression. @throws {DynamoError} `ValidationException` */
export function projection(text: string | undefined, placeholders: Placeholders): (item: Item) => Item {
  if (text === undefined) return (item) => item
  const paths = parsedProjection('ProjectionExpression', text)
  const wanted = wantedParts(paths.map((path) => placeholders.path('ProjectionExpression', path)))
  return (item) => project(item, wanted)
}

export async function getItem(context: DynamoContext, input: unknown): Promise<{ Item?: Item }> {
  const { TableName, Key, ProjectionExpression, ExpressionAttributeNames } = parseInput(GetItemInput, input)
  const table = tableNamed(context, TableName)
  const placeholders = new Placeholders(ExpressionAttributeNames, undefined)
  const shape = projection(ProjectionExpression, placeholders)
  placeholders.checkAllUsed()
  const [found] = await context.rows.read([keyGiven(table, readItem(Key))])
  return found === undefined ? {} : { Item: shape(found.item) }
}

export async function putItem(context: DynamoContext, input: unknown): Promise<{ Attributes?: Item }> {
  const put = parseInput(PutItemInput, input)
  const { before } = await commitWrite(context, planWrite('put', tableNamed(context, put.TableName), put))
  return put.ReturnValues === 'ALL_OLD' && before !== undefined ? { Attributes: before } : {}
}

export async function deleteItem(context: DynamoContext, input: unknown): Promise<{ Attributes?: Item }> {
  const deletion = parseInput(DeleteItemInput, input)
  const { before } = await commitWrite(context, planWrite('delete', tableNamed(context, deletion.TableName), deletion))
  return deletion.ReturnValues === 'ALL_OLD' && before !== undefined ? { Attributes: before } : {}
}

export async function updateItem(context: DynamoContext, input: unknown): Promise<{ Attributes?: Item }> {
  const update = parseInput(UpdateItemInput, input)
  const planned = planWrite('update', tableNamed(context, update.TableName), update)
  const decision = await commitWrite(context, planned)
  const attributes = returned(update.ReturnValues ?? 'NONE', decision, planned.updated)
  return attributes === undefined ? {} : { Attributes: attributes }
}

function returned(
  which: 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW',
  { before, after }: Decision,
  updated: readonly ResolvedPath[],
): Item | undefined {
  if (which === 'NONE') return undefined
  const item = which === 'ALL_OLD' || which === 'UPDATED_OLD' ? before : after
  if (item === undefined || which === 'ALL_OLD' || which === 'ALL_NEW') return item
  if (updated.length === 0) return undefined
  const parts = project(item, wantedParts(updated))
  return Object.keys(parts).length === 0 ? undefined : parts
}

export function atMost(limit: number, count: number, operation: string): void {
  if (count < 1 || count > limit) throw invalid(`${operation} takes 1 to ${limit} items, and was given ${count}`)
}
