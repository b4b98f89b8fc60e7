import { util } from '@aws-appsync/utils'
import { type Key, keyOf } from './keys.ts'
import { isNothing } from './nothing.ts'

/** On AWS the table has the name that the operator's environment gives it. */
export function tableOf({ env }: { readonly env: Readonly<Record<string, string | undefined>> }): string {
  return env.messagesTable ?? 'messages'
}

type Env = { readonly env: Readonly<Record<string, string | undefined>> }

export interface Expression {
  readonly expression: string
  readonly expressionNames?: Record<string, string>
  readonly expressionValues?: Record<string, unknown>
}

export interface Condition extends Expression {
  readonly returnValuesOnConditionCheckFailure: boolean
}

export type TransactItem =
  | {
      readonly table: string
      readonly operation: 'PutItem'
      readonly key: Record<string, unknown>
      readonly attributeValues: Record<string, unknown>
      readonly condition?: Condition
    }
  | {
      readonly table: string
      readonly operation: 'UpdateItem'
      readonly key: Record<string, unknown>
      readonly update: Expression
      readonly condition?: Condition
    }

export function getItem(key: Key) {
  return { operation: 'GetItem', key: keyOf(key), consistentRead: true }
}

export function transactGet(ctx: Env, keys: readonly Key[]) {
  const table = tableOf(ctx)
  return { operation: 'TransactGetItems', transactItems: keys.map((key) => ({ table, key: keyOf(key) })) }
}

export function batchGet(ctx: Env, keys: readonly Key[]) {
  return {
    operation: 'BatchGetItem',
    tables: { [tableOf(ctx)]: { keys: keys.map((key) => keyOf(key)), consistentRead: true } },
  }
}

/** What has no value is left out. */
export function putItem(ctx: Env, key: Key, attributes: object): TransactItem {
  return { table: tableOf(ctx), operation: 'PutItem', key: keyOf(key), attributeValues: valuesOf(attributes) }
}

/** Fails where there is such an item, and tells what it is. */
export function putNew(ctx: Env, key: Key, attributes: object): TransactItem {
  const condition = { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: true }
  const attributeValues = valuesOf(attributes)
  return { table: tableOf(ctx), operation: 'PutItem', key: keyOf(key), attributeValues, condition }
}

interface Change {
  readonly values: object
  /** The attribute that must still be as it was read. */
  readonly name: string
  readonly is: number
  readonly roster?: Roster | undefined
}

/** Who comes and goes is changed member by member: who comes back into a conversation of two takes no number. */
export interface Roster {
  readonly joined?: Readonly<Record<string, number>>
  readonly left?: string
}

/** Only while an attribute is as it was read; else tells what the item is now. */
export function updateIf(ctx: Env, key: Key, { values, name, is, roster }: Change): TransactItem {
  const condition = {
    expression: '#expected = :expected',
    expressionNames: { '#expected': name },
    expressionValues: { ':expected': util.dynamodb.toDynamoDB(is) },
    returnValuesOnConditionCheckFailure: true,
  }
  const change = updateOf(values, roster)
  return { table: tableOf(ctx), operation: 'UpdateItem', key: keyOf(key), update: change, condition }
}

export function update(ctx: Env, key: Key, values: object): TransactItem {
  return { table: tableOf(ctx), operation: 'UpdateItem', key: keyOf(key), update: updateOf(values) }
}

function valuesOf(attributes: object): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (!isNothing(value)) values[name] = util.dynamodb.toDynamoDB(value)
  }
  return values
}

/** Sets what has a value, and removes what has none. */
export function updateOf(attributes: object, roster: Roster = {}): Expression {
  const expressionNames: Record<string, string> = {}
  const expressionValues: Record<string, unknown> = {}
  const sets: string[] = []
  const removes: string[] = []
  for (const [name, value] of Object.entries(attributes)) {
    expressionNames[`#${name}`] = name
    if (isNothing(value)) removes.push(`#${name}`)
    else {
      expressionValues[`:${name}`] = util.dynamodb.toDynamoDB(value)
      sets.push(`#${name} = :${name}`)
    }
  }
  const joined = Object.entries(roster.joined ?? {})
  joined.forEach(([memberId, from], index) => {
    expressionNames[`#joined${index}`] = memberId
    expressionValues[':from'] = util.dynamodb.toDynamoDB(from)
    sets.push(`#members.#joined${index} = :from`)
  })
  if (roster.left !== undefined) {
    expressionNames['#left'] = roster.left
    removes.push('#members.#left')
  }
  if (joined.length > 0 || roster.left !== undefined) expressionNames['#members'] = 'members'
  const set = sets.length > 0 ? `SET ${sets.join(', ')}` : ''
  const remove = removes.length > 0 ? `REMOVE ${removes.join(', ')}` : ''
  const expression = `${set} ${remove}`.trim()
  return sets.length > 0 ? { expression, expressionNames, expressionValues } : { expression, expressionNames }
}

/** What BatchGetItem gives, by tables. */
export interface BatchResult<Item> {
  readonly data: Readonly<Record<string, readonly (Item | null)[]>>
}
