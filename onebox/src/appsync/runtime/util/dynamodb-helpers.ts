import { dynamodb, type MappedValue } from './dynamodb.ts'
import { filterExpression } from './expression.ts'
import { operations, updateExpression } from './update-expression.ts'

type Given = Readonly<Record<string, unknown>>
type Request = Record<string, unknown>

/** What was not given, or null, is not in the request. */
function present(fields: Given): Request {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))
}

function mapped(value: unknown): Readonly<Record<string, MappedValue>> | null {
  return dynamodb.toMapValues(typeof value === 'object' ? value : null)
}

/** Without values it has no `expressionValues` either. */
function expression(filter: unknown): Request | undefined {
  const built = filter === undefined || filter === null ? undefined : filterExpression(filter)
  if (built === undefined) return undefined
  const { expressionValues, ...rest } = built
  return Object.keys(expressionValues).length === 0 ? rest : { ...rest, expressionValues }
}

/** Every part of a path has an alias of its own, the same wherever it stands; indexes stay behind it. */
function projection(paths: unknown): Request | undefined {
  if (!Array.isArray(paths) || paths.length === 0) return undefined
  const aliases = new Map<string, string>()
  const alias = (part: string) => {
    const [name = part] = part.split('[')
    const known = aliases.get(name) ?? `#expName_${aliases.size + 1}`
    aliases.set(name, known)
    return known + part.slice(name.length)
  }
  const text = paths.map((path) => String(path).split('.').map(alias).join('.')).join(', ')
  return {
    expression: text,
    expressionNames: Object.fromEntries([...aliases].map(([name, known]) => [known, name])),
  }
}

function get({ key, consistentRead, projection: paths }: Given): Request {
  return present({ operation: 'GetItem', key: mapped(key), consistentRead, projection: projection(paths) })
}

function put({ key, item, condition, ...versioning }: Given): Request {
  return present({
    operation: 'PutItem',
    key: mapped(key),
    attributeValues: mapped(item),
    condition: expression(condition),
    ...versioningOf(versioning),
  })
}

function update({ key, update: changes, condition, ...versioning }: Given): Request {
  return present({
    operation: 'UpdateItem',
    key: mapped(key),
    update: updateExpression(changes),
    condition: expression(condition),
    ...versioningOf(versioning),
  })
}

function remove({ key, condition, ...versioning }: Given): Request {
  return present({
    operation: 'DeleteItem',
    key: mapped(key),
    condition: expression(condition),
    ...versioningOf(versioning),
  })
}

function versioningOf({ _version, customPartitionKey, populateIndexFields }: Given): Request {
  return present({ _version, customPartitionKey, populateIndexFields })
}

function query({ query: condition, filter, projection: paths, ...rest }: Given): Request {
  const { index, limit, nextToken, consistentRead, scanIndexForward, select } = rest
  return present({
    operation: 'Query',
    query: expression(condition),
    ...{ index, limit, nextToken, consistentRead, scanIndexForward, select },
    filter: expression(filter),
    projection: projection(paths),
  })
}

function scan({ filter, projection: paths, ...rest }: Given = {}): Request {
  const { index, limit, nextToken, consistentRead, segment, totalSegments } = rest
  return present({
    operation: 'Scan',
    ...{ index, limit, nextToken, consistentRead, segment, totalSegments },
    filter: expression(filter),
    projection: projection(paths),
  })
}

function sync({ filter, ...rest }: Given = {}): Request {
  const { basePartitionKey, deltaIndexName, limit, nextToken, lastSync } = rest
  return present({
    operation: 'Sync',
    ...{ basePartitionKey, deltaIndexName, limit, nextToken, lastSync },
    filter: expression(filter),
  })
}

function batchGet({ tables }: { tables: Record<string, Given> }): Request {
  const asked = Object.entries(tables).map(([table, { keys, consistentRead, projection: paths }]) => [
    table,
    present({ keys: listOf(keys).map(mapped), consistentRead, projection: projection(paths) }),
  ])
  return { operation: 'BatchGetItem', tables: Object.fromEntries(asked) }
}

function batch(operation: 'BatchPutItem' | 'BatchDeleteItem') {
  return ({ tables }: { tables: Given }): Request => ({
    operation,
    tables: Object.fromEntries(Object.entries(tables).map(([table, items]) => [table, listOf(items).map(mapped)])),
  })
}

function transactGet({ items }: { items: readonly Given[] }): Request {
  const transactItems = items.map(({ table, key, projection: paths }) =>
    present({ table, key: mapped(key), projection: projection(paths) }),
  )
  return { operation: 'TransactGetItems', transactItems }
}

interface TransactWrite {
  readonly putItem?: Given
  readonly updateItem?: Given
  readonly deleteItem?: Given
  readonly conditionCheck?: Given
}

function transactWrite({ items }: { items: readonly TransactWrite[] }): Request {
  const transactItems = items.map(({ putItem, updateItem, deleteItem, conditionCheck }) => {
    if (putItem) return { table: putItem.table, ...put(putItem) }
    if (updateItem) return { table: updateItem.table, ...update(updateItem) }
    if (deleteItem) return { table: deleteItem.table, ...remove(deleteItem) }
    const check = conditionCheck ?? {}
    return present({
      table: check.table,
      operation: 'ConditionCheck',
      key: mapped(check.key),
      condition: expression(check.condition),
    })
  })
  return { operation: 'TransactWriteItems', transactItems }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** `@aws-appsync/utils/dynamodb`: each makes the request object that AppSync's own makes. */
export const dynamodbHelpers = {
  get,
  put,
  update,
  remove,
  query,
  scan,
  sync,
  batchGet,
  batchPut: batch('BatchPutItem'),
  batchDelete: batch('BatchDeleteItem'),
  transactGet,
  transactWrite,
  operations,
  toStringSet: (list: unknown) => ({ SS: list }),
  toNumberSet: (numbers: unknown) => ({ NS: numbers }),
  toBinarySet: (values: unknown) => ({ BS: values }),
}
