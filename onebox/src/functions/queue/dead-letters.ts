import { Id } from '@porchlight/contract/fields'
import type { FunctionName } from '@porchlight/contract/function-messages'
import {
  type DeadLetter,
  type DeadLetterPage,
  type DeadLetterQuery,
  DeadLetter as DeadLetterSchema,
  type DeadLetterSelection,
} from '@porchlight/contract/functions-control'
import type { Pool } from 'pg'

interface Row extends Omit<DeadLetter, 'sentAt' | 'deadAt'> {
  readonly sentAt: Date
  readonly deadAt: Date
}

/** What functions were given up on: it waits for the operator, who mends the cause and redrives it, or drops it. */
export class DeadLetters {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Those that were sent last come first. */
  async list({ function: name, cursor, limit }: DeadLetterQuery): Promise<DeadLetterPage> {
    const { rows } = await this.#pool.query<Row>(
      `select id, function, subject, attempts, sent_at as "sentAt", dead_at as "deadAt", coalesce(last_error, '') as "lastError"
       from functions.message
       where dead_at is not null and ($1::text is null or function = $1) and ($2::uuid is null or id < $2)
       order by id desc limit $3`,
      [name ?? null, Id.safeParse(cursor).data ?? null, limit + 1],
    )
    const items = rows
      .slice(0, limit)
      .map((row) =>
        DeadLetterSchema.parse({ ...row, sentAt: row.sentAt.toISOString(), deadAt: row.deadAt.toISOString() }),
      )
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  }

  /** Sends them anew, with all attempts before them. Returns the functions that have something to do, one a message. */
  async redrive(selection: DeadLetterSelection): Promise<readonly FunctionName[]> {
    const { rows } = await this.#pool.query<{ function: FunctionName }>(
      `with taken as (delete from functions.message where ${selected} returning *),
         sent as (insert into functions.message (function, subject, deduplication_id, body)
           select function, subject, deduplication_id, body from taken
           on conflict (function, deduplication_id) where dead_at is null do nothing)
       select function from taken`,
      selectedBy(selection),
    )
    return rows.map(({ function: name }) => name)
  }

  async drop(selection: DeadLetterSelection): Promise<number> {
    const { rowCount } = await this.#pool.query(
      `delete from functions.message where ${selected}`,
      selectedBy(selection),
    )
    return rowCount ?? 0
  }

  /** Drops those that nobody looked after for so long. */
  async expire(retentionSeconds: number): Promise<number> {
    const { rowCount } = await this.#pool.query(
      `delete from functions.message where dead_at < now() - $1 * interval '1 s'`,
      [retentionSeconds],
    )
    return rowCount ?? 0
  }
}

const selected = `dead_at is not null and ($1::text is null or function = $1) and ($2::uuid[] is null or id = any($2))`

function selectedBy(selection: DeadLetterSelection): [string | null, readonly string[] | null] {
  return 'ids' in selection ? [null, selection.ids] : [selection.function, null]
}
