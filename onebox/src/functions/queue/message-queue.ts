import type { FunctionName } from '@porchlight/contract/function-messages'
import type { Pool } from 'pg'
import type { Message, NewMessage } from './message.ts'

export interface Depth {
  readonly waiting: number
  readonly delayed: number
  readonly inFlight: number
  readonly oldestSeconds: number | null
  readonly deadLetters: number
}

interface Row {
  readonly id: string
  readonly subject: string
  readonly body: unknown
  readonly attempts: number
  readonly sent_at: Date
  readonly receipt: string
}

/** `condition` is SQL, of ours. */
function insertIf(condition: string): string {
  return `insert into functions.message (function, subject, deduplication_id, body)
    select * from jsonb_to_recordset($1::jsonb) as sent (function text, subject text, deduplication_id text, body jsonb)
    where ${condition}
    on conflict (function, deduplication_id) where dead_at is null do nothing`
}

/** Messages for functions, kept in PostgreSQL until each was worked on or given up. */
export class MessageQueue {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Resolves once they are kept. */
  async send(messages: readonly NewMessage[]): Promise<void> {
    await this.#pool.query({ name: 'send', text: insertIf('true'), values: [asRecords(messages)] })
  }

  /** Hands out the oldest that may be worked on; should nobody end them, they are handed out again after `visibilityMs`. */
  async claim(name: FunctionName, limit: number, visibilityMs: number): Promise<readonly Message[]> {
    const { rows } = await this.#pool.query<Row>({
      name: 'claim',
      text: `update functions.message
        set attempts = attempts + 1, receipt = gen_random_uuid(), visible_at = now() + $3 * interval '1 ms'
        where id in (
          select id from functions.message where function = $1 and dead_at is null and visible_at <= now()
          order by visible_at limit $2 for update skip locked)
        returning id, subject, body, attempts, sent_at, receipt`,
      values: [name, limit, visibilityMs],
    })
    return rows.map(({ sent_at: sentAt, ...row }) => ({ ...row, sentAt }))
  }

  /** How long until one may be handed out; undefined where none waits. */
  async nextVisibleMs(name: FunctionName): Promise<number | undefined> {
    const { rows } = await this.#pool.query<{ ms: number | null }>({
      name: 'next',
      text: `select (extract(epoch from min(visible_at) - now()) * 1000)::float8 as ms
        from functions.message where function = $1 and dead_at is null`,
      values: [name],
    })
    return rows[0]?.ms ?? undefined
  }

  async complete(messages: readonly Message[]): Promise<void> {
    await this.#pool.query({
      name: 'complete',
      text: 'delete from functions.message where receipt = any($1::uuid[])',
      values: [receipts(messages)],
    })
  }

  async retry(message: Message, delaySeconds: number, error: string): Promise<void> {
    await this.#pool.query({
      name: 'retry',
      text: `update functions.message set receipt = null, last_error = $3, visible_at = now() + $2 * interval '1 s'
        where receipt = $1`,
      values: [message.receipt, delaySeconds, error],
    })
  }

  /** Makes it a dead letter and sends what others must be told of it, both or neither. */
  async bury(message: Message, error: string, notices: readonly NewMessage[]): Promise<void> {
    await this.#pool.query({
      name: 'bury',
      text: `with buried as (
          update functions.message set receipt = null, dead_at = now(), last_error = $2 where receipt = $3 returning id)
        ${insertIf('exists (select from buried)')}`,
      values: [asRecords(notices), error, message.receipt],
    })
  }

  /** Takes back an attempt that was not made, so that it can be made at once. */
  async release(messages: readonly Message[]): Promise<void> {
    await this.#pool.query({
      name: 'release',
      text: `update functions.message set receipt = null, attempts = attempts - 1, visible_at = now()
        where receipt = any($1::uuid[])`,
      values: [receipts(messages)],
    })
  }

  /** What a runner that was killed had in hand can be worked on at once; the attempt counts, as it may be its fault. */
  async recover(): Promise<number> {
    const { rowCount } = await this.#pool.query(
      `update functions.message set receipt = null, visible_at = now(), last_error = 'the function runner ended'
       where receipt is not null`,
    )
    return rowCount ?? 0
  }

  async depth(name: FunctionName): Promise<Depth> {
    const { rows } = await this.#pool.query<Depth>({
      name: 'depth',
      text: `select
          (count(*) filter (where dead_at is null and receipt is null and visible_at <= now()))::int as "waiting",
          (count(*) filter (where dead_at is null and receipt is null and visible_at > now()))::int as "delayed",
          (count(*) filter (where receipt is not null))::int as "inFlight",
          (extract(epoch from now() - min(sent_at) filter (where dead_at is null)))::float8 as "oldestSeconds",
          (count(*) filter (where dead_at is not null))::int as "deadLetters"
        from functions.message where function = $1`,
      values: [name],
    })
    return rows[0] ?? { waiting: 0, delayed: 0, inFlight: 0, oldestSeconds: null, deadLetters: 0 }
  }
}

function receipts(messages: readonly Message[]): string[] {
  return messages.map(({ receipt }) => receipt)
}

function asRecords(messages: readonly NewMessage[]): string {
  return JSON.stringify(
    messages.map(({ deduplicationId, ...message }) => ({ ...message, deduplication_id: deduplicationId })),
  )
}
