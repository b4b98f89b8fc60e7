import { batchGetItem, batchWriteItem } from './operations/batch.ts'
import type { DynamoContext } from './operations/context.ts'
import { query } from './operations/query.ts'
import { deleteItem, getItem, putItem, updateItem } from './operations/single.ts'
import { transactGetItems, transactWriteItems } from './operations/transact.ts'
import { type Turn, Turns } from './operations/turns.ts'
import type { Rows } from './store/rows.ts'
import type { Table } from './table.ts'

const operations = {
  GetItem: getItem,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  Query: query,
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
}

export type DynamoOperation = keyof typeof operations

/** DynamoDB as its clients see it: operations in AWS's own shapes, whoever carries them out. */
export interface Dynamo {
  /** @throws {DynamoError} under AWS's names. */
  send(operation: DynamoOperation, input: unknown): Promise<Readonly<Record<string, unknown>>>
}

/** In one process those who change the same items need not find out by conflicts. */
export interface DynamoInTurn extends Dynamo {
  send(operation: DynamoOperation, input: unknown, turn?: Turn): Promise<Readonly<Record<string, unknown>>>
  /** Whoever sends with it what TransactGetItems reads and what is written then must end it, soon. */
  begin(): Turn
}

/** Carries operations out on rows of ours. Reads are always consistent. */
export function openDynamo(tables: readonly Table[], rows: Rows): DynamoInTurn {
  const context: DynamoContext = {
    rows,
    tables: new Map(tables.map((table) => [table.name, table])),
    turns: new Turns(),
  }
  return {
    begin: () => context.turns.begin(),
    async send(operation, input, turn) {
      return { ...(await operations[operation]({ ...context, turn }, input)) }
    },
  }
}
