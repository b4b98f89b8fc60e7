import { readFile } from 'node:fs/promises'
import type { Pool } from 'pg'
import { z } from 'zod'
import { indexKey, type StoredKey } from '../keys.ts'
import type { Table } from '../table.ts'
import type { Item } from '../values/attribute-value.ts'
import { RememberedItems } from './remembered-items.ts'
import type { Range, Rows, StoredItem, Write } from './rows.ts'

const ItemRow = z.object({ place: z.coerce.number(), version: z.string(), body: z.string() })
const BodyRow = z.object({ body: z.string() })
const CommitRow = z.tuple([z.object({ version: z.string().nullable() })])

/** Creates what the rows need, once or again. */
export async function createItemTables(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // `create ... if not exists` is no protection against another who creates the same at the same time.
    await client.query("select pg_advisory_xact_lock(hashtext('dynamodb schema'))")
    await client.query(await readFile(new URL('schema.sql', import.meta.url), 'utf8'))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

export class PostgresRows implements Rows {
  readonly #pool: Pool
  readonly #tables: ReadonlyMap<string, Table>
  readonly #remembered = new RememberedItems()

  constructor(pool: Pool, tables: readonly Table[]) {
    this.#pool = pool
    this.#tables = new Map(tables.map((table) => [table.name, table]))
  }

  async read(keys: readonly StoredKey[]): Promise<readonly (StoredItem | undefined)[]> {
    const { rows } = await this.#pool.query({
      name: 'dynamodb read',
      text: `select k.place, i.version, i.body
        from unnest($1::text[], $2::bytea[], $3::bytea[]) with ordinality as k (t, p, s, place)
        join dynamodb.item i on i.table_name = k.t and i.partition = k.p and i.sort = k.s`,
      values: [keys.map(({ table }) => table), keys.map(({ partition }) => partition), keys.map(({ sort }) => sort)],
    })
    const found = new Map(
      z
        .array(ItemRow)
        .parse(rows)
        .map(({ place, version, body }) => [place, { version, body }]),
    )
    return keys.map((key, index) => {
      const row = found.get(index + 1)
      const stored = row === undefined ? undefined : { item: itemOf(row.body), version: row.version }
      this.#remembered.set(key, stored, row?.body.length)
      return stored
    })
  }

  remembered(keys: readonly StoredKey[]): readonly (StoredItem | undefined)[] {
    return keys.map((key) => this.#remembered.get(key))
  }

  async range(range: Range): Promise<readonly Item[]> {
    const { text, values } = range.index === undefined ? tableQuery(range) : indexQuery(range, range.index)
    const { rows } = await this.#pool.query({ text, values: [...values] })
    return z
      .array(BodyRow)
      .parse(rows)
      .map(({ body }) => itemOf(body))
  }

  async commit(writes: readonly Write[]): Promise<boolean> {
    const puts = writes.map(({ change }) => (typeof change === 'object' ? change.put : undefined))
    const bodies = puts.map((item) => (item === undefined ? null : JSON.stringify(item)))
    const indexed = writes.map((write, index) => this.#reindexed(write, puts[index]))
    const entries = indexed.flatMap((places) => places ?? [])
    const { rows } = await this.#pool.query({
      name: 'dynamodb commit',
      text: 'select dynamodb.commit_writes($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as version',
      values: [
        writes.map(({ key }) => key.table),
        writes.map(({ key }) => key.partition),
        writes.map(({ key }) => key.sort),
        writes.map(({ before }) => before?.version ?? '0'),
        writes.map(({ change }) => (typeof change === 'object' ? 'put' : change)),
        bodies,
        writes.map(({ key }, index) => this.#expiry(key.table, puts[index])),
        indexed.map((places) => places !== undefined),
        entries.map(({ key }) => key.table),
        entries.map(({ index }) => index),
        entries.map(({ partition }) => partition),
        entries.map(({ sort }) => sort),
        entries.map(({ key }) => key.partition),
        entries.map(({ key }) => key.sort),
      ],
    })
    const [{ version }] = CommitRow.parse(rows)
    for (const [index, { key, change }] of writes.entries()) {
      const item = puts[index]
      const stored = version === null || item === undefined ? undefined : { item, version }
      // What is only checked stays as it was seen, unless somebody was quicker.
      if (version === null || change !== 'keep') this.#remembered.set(key, stored, bodies[index]?.length)
    }
    return version !== null
  }

  async deleteExpired(table: string, limit: number): Promise<number> {
    const { rowCount } = await this.#pool.query({
      name: 'dynamodb expire',
      text: `delete from dynamodb.item where ctid = any(array(
        select ctid from dynamodb.item where table_name = $1 and expires_at < extract(epoch from now())
        order by expires_at limit $2 for update skip locked))`,
      values: [table, limit],
    })
    return rowCount ?? 0
  }

  /** Its new places in indexes, where they are others than before; what is deleted leaves its places by itself. */
  #reindexed({ key, before }: Write, put: Item | undefined) {
    const indexes = this.#tables.get(key.table)?.indexes ?? []
    if (put === undefined || indexes.length === 0) return undefined
    const placesOf = (item: Item | undefined) =>
      indexes.flatMap((index) => {
        const place = item && indexKey(index, item)
        return place === undefined ? [] : [{ key, index: index.name, ...place }]
      })
    const [old, now] = [placesOf(before?.item), placesOf(put)]
    const same = old.length === now.length && old.every((place, index) => isSamePlace(place, now[index]))
    return same ? undefined : now
  }

  #expiry(tableName: string, item: Item | undefined): string | null {
    const attribute = this.#tables.get(tableName)?.ttlAttribute
    const value = attribute === undefined ? undefined : item?.[attribute]
    return value !== undefined && 'N' in value && /^\d{1,15}$/.test(value.N) ? value.N : null
  }
}

/** What was checked before it was kept. */
function itemOf(body: string): Item {
  const item: Item = JSON.parse(body)
  return item
}

interface IndexPlace {
  readonly index: string
  readonly partition: Buffer
  readonly sort: Buffer
}

function isSamePlace(one: IndexPlace, other: IndexPlace | undefined): boolean {
  return other?.index === one.index && other.partition.equals(one.partition) && other.sort.equals(one.sort)
}

interface Query {
  readonly text: string
  readonly values: readonly unknown[]
}

function tableQuery(range: Range): Query {
  const values: unknown[] = [range.table, range.partition]
  const place = (value: unknown): string => `$${values.push(value)}`
  const conditions = ['table_name = $1', 'partition = $2', ...bounds(range, place)]
  const [order, beyond] = range.ascending ? ['asc', '>'] : ['desc', '<']
  if (range.after !== undefined) conditions.push(`sort ${beyond} ${place(range.after.sort)}`)
  return {
    text: `select body from dynamodb.item where ${conditions.join(' and ')} order by sort ${order} limit ${place(range.limit)}`,
    values,
  }
}

function indexQuery(range: Range, index: string): Query {
  const values: unknown[] = [range.table, range.partition, index]
  const place = (value: unknown): string => `$${values.push(value)}`
  const conditions = ['e.table_name = $1', 'e.partition = $2', 'e.index_name = $3', ...bounds(range, place, 'e.')]
  const [order, beyond] = range.ascending ? ['asc', '>'] : ['desc', '<']
  if (range.after !== undefined) {
    const { sort, item } = range.after
    const behind = [sort, item.partition, item.sort].map(place).join(', ')
    conditions.push(`(e.sort, e.item_partition, e.item_sort) ${beyond} (${behind})`)
  }
  return {
    text: `select i.body from dynamodb.index_entry e
      join dynamodb.item i on i.table_name = e.table_name and i.partition = e.item_partition and i.sort = e.item_sort
      where ${conditions.join(' and ')}
      order by e.sort ${order}, e.item_partition ${order}, e.item_sort ${order} limit ${place(range.limit)}`,
    values,
  }
}

function bounds(range: Range, place: (value: unknown) => string, alias = ''): readonly string[] {
  const conditions: string[] = []
  if (range.from !== undefined) conditions.push(`${alias}sort >= ${place(range.from)}`)
  if (range.to !== undefined) conditions.push(`${alias}sort <= ${place(range.to)}`)
  if (range.below !== undefined) conditions.push(`${alias}sort < ${place(range.below)}`)
  return conditions
}
