import { invalid } from '../errors.ts'
import { checkCondition, holds, type Scope } from '../expression/evaluate.ts'
import { keyRange } from '../expression/key-condition.ts'
import { parsedCondition } from '../expression/parsed.ts'
import { Placeholders } from '../expression/placeholders.ts'
import { indexKey, keyAttributes, keyOfItem, keySchemas } from '../keys.ts'
import type { Range } from '../store/rows.ts'
import type { SecondaryIndex, Table } from '../table.ts'
import type { AttributeValue, Item } from '../values/attribute-value.ts'
import { readItem } from '../values/read-value.ts'
import { itemBytes } from '../values/size.ts'
import { type DynamoContext, tableNamed } from './context.ts'
import { parseInput, QueryInput } from './input.ts'
import { projection } from './single.ts'

/** A page holds at most this much before its filter. */
const maxPageBytes = 1024 * 1024
const rowsAtOnce = 200

export interface QueryOutput {
  readonly Items?: readonly Item[]
  readonly Count: number
  readonly ScannedCount: number
  /** There may be more behind it. */
  readonly LastEvaluatedKey?: Item
}

export async function query(context: DynamoContext, input: unknown): Promise<QueryOutput> {
  const asked = parseInput(QueryInput, input)
  const table = tableNamed(context, asked.TableName)
  const index = indexNamed(table, asked.IndexName)
  if (index !== undefined && asked.ConsistentRead === true) {
    throw invalid('Consistent reads are not supported on global secondary indexes')
  }
  const placeholders = new Placeholders(asked.ExpressionAttributeNames, asked.ExpressionAttributeValues)
  const keys = keyRange(asked.KeyConditionExpression, index ?? table, placeholders)
  const passes = filter(asked.FilterExpression, index ?? table, placeholders)
  const shape = projection(asked.ProjectionExpression, placeholders)
  placeholders.checkAllUsed()
  checkSelect(asked.Select, { index, projected: asked.ProjectionExpression !== undefined })

  const start = asked.ExclusiveStartKey === undefined ? undefined : readItem(asked.ExclusiveStartKey)
  const range: Omit<Range, 'limit'> = {
    table: table.name,
    index: index?.name,
    ...keys,
    after: start === undefined ? undefined : placeOf(start, table, index),
    ascending: asked.ScanIndexForward !== false,
  }
  const page = await readPage(context, { table, index, range, limit: asked.Limit })
  const items = page.items.map((item) => visible(item, table, index)).filter(passes)
  return {
    ...(asked.Select !== 'COUNT' && { Items: items.map(shape) }),
    Count: items.length,
    ScannedCount: page.items.length,
    ...(page.last !== undefined && { LastEvaluatedKey: startKey(page.last, table, index) }),
  }
}

interface PageQuestion {
  readonly table: Table
  readonly index: SecondaryIndex | undefined
  readonly range: Omit<Range, 'limit'>
  readonly limit: number | undefined
}

/** Ends at the limit, or with the item that makes the page too large; `last` is where a next page goes on. */
async function readPage(
  context: DynamoContext,
  { table, index, range, limit }: PageQuestion,
): Promise<{ items: readonly Item[]; last: Item | undefined }> {
  const items: Item[] = []
  let bytes = 0
  let { after } = range
  for (;;) {
    const wanted = Math.min(rowsAtOnce, (limit ?? Number.POSITIVE_INFINITY) - items.length)
    const rows = await context.rows.range({ ...range, after, limit: wanted })
    for (const item of rows) {
      items.push(item)
      bytes += itemBytes(visible(item, table, index))
      if (bytes > maxPageBytes) return { items, last: item }
    }
    const last = rows.at(-1)
    if (items.length === limit) return { items, last }
    if (last === undefined || rows.length < wanted) return { items, last: undefined }
    after = placeOf(startKey(last, table, index), table, index)
  }
}

function indexNamed(table: Table, name: string | undefined): SecondaryIndex | undefined {
  if (name === undefined) return undefined
  const index = table.indexes.find((candidate) => candidate.name === name)
  if (index === undefined) throw invalid(`The table does not have the specified index: ${name}`)
  return index
}

function filter(text: string | undefined, schema: Table | SecondaryIndex, placeholders: Placeholders) {
  if (text === undefined) return () => true
  const scope: Scope = { kind: 'FilterExpression', placeholders }
  const condition = parsedCondition('FilterExpression', text)
  checkCondition(condition, scope)
  for (const { name } of keySchemas(schema)) {
    if (mentions(condition, name, scope)) {
      throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`)
    }
  }
  return (item: Item) => holds(condition, item, scope)
}

/** Whether an expression names an attribute anywhere. */
function mentions(syntax: unknown, name: string, scope: Scope): boolean {
  if (Array.isArray(syntax)) return syntax.some((part) => mentions(part, name, scope))
  if (typeof syntax !== 'object' || syntax === null) return false
  if ('kind' in syntax && syntax.kind === 'name' && 'name' in syntax) return syntax.name === name
  if ('kind' in syntax && syntax.kind === 'alias' && 'alias' in syntax && typeof syntax.alias === 'string') {
    return scope.placeholders.path(scope.kind, [{ kind: 'alias', alias: syntax.alias }])[0] === name
  }
  return Object.values(syntax).some((part) => mentions(part, name, scope))
}

function checkSelect(
  select: string | undefined,
  { index, projected }: { index: SecondaryIndex | undefined; projected: boolean },
): void {
  if (projected && select !== undefined && select !== 'SPECIFIC_ATTRIBUTES') {
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${select}`)
  }
  if (select === 'SPECIFIC_ATTRIBUTES' && !projected) {
    throw invalid('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES')
  }
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && index === undefined) {
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName')
  }
  if (select === 'ALL_ATTRIBUTES' && index !== undefined && index.projection !== 'ALL') {
    throw invalid(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    )
  }
}

/** What of an item an index holds. */
function visible(item: Item, table: Table, index: SecondaryIndex | undefined): Item {
  if (index === undefined || index.projection === 'ALL') return item
  const own = [...keySchemas(table), ...keySchemas(index)].map(({ name }) => name)
  return picked(item, index.projection === 'KEYS_ONLY' ? own : [...own, ...index.projection])
}

function startKey(item: Item, table: Table, index: SecondaryIndex | undefined): Item {
  const names = [...(index === undefined ? [] : keySchemas(index)), ...keySchemas(table)].map(({ name }) => name)
  return picked(item, names)
}

function picked(item: Item, names: readonly string[]): Item {
  const part: Record<string, AttributeValue> = Object.create(null)
  for (const name of new Set(names)) {
    const value = item[name]
    if (value !== undefined) part[name] = value
  }
  return part
}

function placeOf(start: Item, table: Table, index: SecondaryIndex | undefined) {
  const expected = Object.keys(startKey(start, table, index)).length
  const names = new Set(
    [...(index === undefined ? [] : keySchemas(index)), ...keySchemas(table)].map(({ name }) => name),
  )
  if (expected !== names.size || Object.keys(start).length !== names.size) {
    throw invalid('The provided starting key is invalid')
  }
  const item = keyOfItem(table, { ...keyAttributes(table, start), ...start })
  const place = index === undefined ? item : indexKey(index, start)
  if (place === undefined) throw invalid('The provided starting key is invalid')
  return { sort: place.sort, item }
}
