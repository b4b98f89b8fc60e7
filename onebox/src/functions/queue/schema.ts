import type { ClientBase } from 'pg'

/** So that two that start at once do not make the same table. */
const lockKey = 7_204_311

/**
 * One row a message, whether it waits, is being worked on (`receipt` is the attempt's) or was given up (`dead_at`).
 * `visible_at` is, as in SQS, when it may be handed out next.
 */
const statements = `
create schema if not exists functions;
create table if not exists functions.message (
  id uuid primary key default uuidv7(),
  function text not null,
  subject text not null,
  deduplication_id text not null,
  body jsonb not null,
  attempts int not null default 0,
  sent_at timestamptz not null default now(),
  visible_at timestamptz not null default now(),
  receipt uuid,
  dead_at timestamptz,
  last_error text
);
create index if not exists message_visible on functions.message (function, visible_at) where dead_at is null;
create index if not exists message_dead on functions.message (function, id) where dead_at is not null;
create unique index if not exists message_once on functions.message (function, deduplication_id) where dead_at is null;
`

/** The runner owns its schema: `api` must neither wait for it nor know it. */
export async function createSchema(client: ClientBase): Promise<void> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [lockKey])
    await client.query(statements)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
