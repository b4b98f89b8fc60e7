import { DynamoError } from '../errors.ts'
import type { Rows } from '../store/rows.ts'
import type { Table } from '../table.ts'
import type { Turn, Turns } from './turns.ts'

export interface DynamoContext {
  readonly tables: ReadonlyMap<string, Table>
  readonly rows: Rows
  /** Of those who write here; others, in another process, are met at the commit. */
  readonly turns: Turns
  /** Whose this operation is a part of, with what was read before it and is written after it. */
  readonly turn?: Turn | undefined
}

/** @throws {DynamoError} `ResourceNotFoundException` */
export function tableNamed(context: DynamoContext, name: string): Table {
  const table = context.tables.get(name)
  if (table === undefined) throw new DynamoError('ResourceNotFoundException', 'Requested resource not found')
  return table
}
