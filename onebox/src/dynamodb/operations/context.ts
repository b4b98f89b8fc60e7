import { DynamoError } from '../errors.ts'
import type { Rows } from '../store/rows.ts'
import type { Table } from '../table.ts'

export interface DynamoContext {
  readonly tables: ReadonlyMap<string, Table>
  readonly rows: Rows
}

/** @throws {DynamoError} `ResourceNotFoundException` */
export function tableNamed(context: DynamoContext, name: string): Table {
  const table = context.tables.get(name)
  if (table === undefined) throw new DynamoError('ResourceNotFoundException', 'Requested resource not found')
  return table
}
