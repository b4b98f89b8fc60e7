import { type Table as TableDesign, tables } from '@porchlight/system/data'
import type { KeySchema, Table } from '../dynamodb/table.ts'

/** The tables of the system, whose keys are strings and whose indexes hold everything. */
export const systemTables: readonly Table[] = tables.map(tableOf)

function tableOf({ name, partitionKey, sortKey, ttlAttribute, indexes }: TableDesign): Table {
  return {
    name,
    partitionKey: text(partitionKey),
    sortKey: text(sortKey),
    ttlAttribute,
    indexes: indexes.map((index) => ({
      name: index.name,
      partitionKey: text(index.partitionKey),
      sortKey: text(index.sortKey),
      projection: 'ALL',
    })),
  }
}

function text(name: string): KeySchema {
  return { name, type: 'S' }
}
