import {
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import type { Db } from '../database/database.ts'
import type { Schema } from '../database/schema.ts'

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string | undefined
  readonly Plans?: readonly PlanNode[] | undefined
}

const Node: z.ZodType<PlanNode> = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  get Plans() {
    return z.array(Node).optional()
  },
})
const Explained = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: Node })]) })])

/** A database that plans each query twice, for these parameters and for any, instead of running it; it finds no rows. */
export function explainingDb(pool: pg.Pool): { db: Db; scannedTables: () => string[] } {
  const scanned: string[] = []
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => new ExplainingDriver(pool, scanned),
  }
  return { db: new Kysely<Schema>({ dialect }), scannedTables: () => scanned.splice(0) }
}

class ExplainingDriver extends DummyDriver {
  readonly #connection: DatabaseConnection

  constructor(pool: pg.Pool, scanned: string[]) {
    super()
    this.#connection = {
      async executeQuery({ sql, parameters }) {
        const { rows: forThese } = await pool.query(`explain (format json) ${sql}`, [...parameters])
        const { rows: forAny } = await pool.query(`explain (format json, generic_plan) ${sql}`)
        for (const rows of [forThese, forAny]) {
          const [{ 'QUERY PLAN': plan }] = Explained.parse(rows)
          scanned.push(...sequentialScans(plan[0].Plan))
        }
        return { rows: [] }
      },
      streamQuery() {
        throw new Error('A stream has no plan')
      },
    }
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
}

function sequentialScans(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? '?'] : []
  return [...own, ...(node.Plans ?? []).flatMap(sequentialScans)]
}
