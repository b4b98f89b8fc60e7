import { isRecord } from '../../../dynamodb/values/read-value.ts'
import { dynamodb, type MappedValue } from './dynamodb.ts'

/** As AppSync's own are, should a resolver look into one. */
export const operations = {
  add: (value: unknown) => ({ type: 'OPERATION_ADD', value }),
  remove: () => ({ type: 'OPERATION_REMOVE' }),
  replace: (value: unknown) => ({ type: 'OPERATION_REPLACE', value }),
  increment: (by?: number) => ({ type: 'OPERATION_INCREMENT', by }),
  decrement: (by?: number) => ({ type: 'OPERATION_DECREMENT', by }),
  append: (items: unknown) => ({ type: 'OPERATION_APPEND', items }),
  prepend: (items: unknown) => ({ type: 'OPERATION_PREPEND', items }),
  updateListItem: (value: unknown, index: number) => ({ type: 'OPERATION_UPDATE_LIST_ITEM', value, index }),
}

interface UpdateExpression {
  readonly expression: string
  readonly expressionNames: Record<string, string>
  readonly expressionValues: Record<string, MappedValue>
}

/** Gives attributes and values their aliases in the order in which they come: all that is set, then all that is removed. */
class Aliases {
  readonly names = new Map<string, string>()
  readonly values: Record<string, MappedValue> = {}
  #count = 0

  name(attribute: string): string {
    const known = this.names.get(attribute) ?? `#expName_${this.names.size + 1}`
    this.names.set(attribute, known)
    return known
  }

  value(value: unknown): string {
    this.#count += 1
    const alias = `:expValue_${this.#count}`
    this.values[alias] = dynamodb.toDynamoDB(value)
    return alias
  }
}

export function updateExpression(changes: unknown): UpdateExpression {
  const each = Object.entries(isRecord(changes) ? changes : {})
  const aliases = new Aliases()
  const sets = each
    .filter(([, change]) => !isRemoval(change))
    .flatMap(([attribute, change]) => settings(aliases.name(attribute), change, aliases))
  const removals = each.filter(([, change]) => isRemoval(change)).map(([attribute]) => aliases.name(attribute))
  const clauses = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(removals.length > 0 ? [`REMOVE ${removals.join(', ')}`] : []),
  ]
  return {
    expression: clauses.join(' '),
    expressionNames: Object.fromEntries([...aliases.names].map(([attribute, alias]) => [alias, attribute])),
    expressionValues: aliases.values,
  }
}

function isRemoval(change: unknown): boolean {
  return isRecord(change) && change.type === 'OPERATION_REMOVE'
}

function settings(name: string, change: unknown, aliases: Aliases): readonly string[] {
  if (Array.isArray(change) && change.length > 0 && change.every(isListItem)) {
    return change.flatMap((one) => settings(name, one, aliases))
  }
  if (!isRecord(change)) return [`${name} = ${aliases.value(change)}`]
  switch (change.type) {
    case 'OPERATION_ADD':
    case 'OPERATION_REPLACE':
      return [`${name} = ${aliases.value(change.value)}`]
    case 'OPERATION_APPEND':
      return [`${name} = list_append(${name}, ${aliases.value(change.items)})`]
    case 'OPERATION_PREPEND':
      return [`${name} = list_append(${aliases.value(change.items)}, ${name})`]
    case 'OPERATION_INCREMENT':
      return [`${name} = ${name} + ${aliases.value(change.by ?? 1)}`]
    case 'OPERATION_DECREMENT':
      return [`${name} = ${name} - ${aliases.value(change.by ?? 1)}`]
    case 'OPERATION_UPDATE_LIST_ITEM':
      return [`${name}[${change.index}] = ${aliases.value(change.value)}`]
    default:
      return [`${name} = ${aliases.value(change)}`]
  }
}

function isListItem(change: unknown): boolean {
  return isRecord(change) && change.type === 'OPERATION_UPDATE_LIST_ITEM'
}
