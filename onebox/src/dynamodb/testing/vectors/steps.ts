import type { Item } from '../../values/attribute-value.ts'
import type { Step } from './vectors.ts'

/** Each vector has a partition of its own, so that they share tables. */
export function thing(pk: string, sk: string, rest: Item = {}): Item {
  return { pk: { S: pk }, sk: { S: sk }, ...rest }
}

export function put(item: Item, options: object = {}, outcome: Omit<Step, 'operation' | 'input'> = {}): Step {
  return { operation: 'PutItem', input: { TableName: 'things', Item: item, ...options }, ...outcome }
}

export function get(key: Item, gives: object): Step {
  return { operation: 'GetItem', input: { TableName: 'things', Key: key }, gives }
}

export function update(key: Item, options: object, outcome: Omit<Step, 'operation' | 'input'> = {}): Step {
  return { operation: 'UpdateItem', input: { TableName: 'things', Key: key, ...options }, ...outcome }
}

export function query(options: object, outcome: Omit<Step, 'operation' | 'input'>): Step {
  return { operation: 'Query', input: { TableName: 'things', ...options }, ...outcome }
}

export const refused: Pick<Step, 'refuses'> = { refuses: 'ValidationException' }
export const failed: Pick<Step, 'refuses'> = { refuses: 'ConditionalCheckFailedException' }
