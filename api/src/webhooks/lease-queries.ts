import { sql, type Updateable } from 'kysely'
import type { Db } from '../database/database.ts'
import type { WebhookDeliveryTable } from '../database/schema.ts'

/** Over all replicas: one endpoint that never answers holds up no other. */
export const maxPerEndpoint = 4

/** Longer than any attempt takes: see the client in `egress/`. */
const leaseSeconds = 60

/** A delivery in the hands of a replica, with all that its attempt needs. `attempts` counts this one. */
export interface LeasedDelivery {
  readonly id: string
  readonly attempts: number
  readonly endpoint_id: string
  readonly url: string
  readonly secret: string
  /** Only while it is good. */
  readonly previous_secret: string | null
  readonly event_id: string
  readonly payload: string
}

const due = sql`state = 'waiting' and next_attempt_at <= now() and (leased_until is null or leased_until < now())`

/**
 * Takes what is due, at most so many of each endpoint as it has room for. Two statements: whoever waited for an
 * endpoint's lock has to see what the one before took.
 */
export async function leaseDueDeliveries(db: Db): Promise<readonly LeasedDelivery[]> {
  return await db.transaction().execute(async (tx) => {
    const { rows: endpoints } = await sql<{ id: string }>`
      select e.id from webhook_endpoint e
      where e.disabled_because is null
        and exists (select from webhook_delivery where endpoint_id = e.id and ${due})
      order by e.id for no key update of e skip locked`.execute(tx)
    if (endpoints.length === 0) return []
    const { rows } = await sql<LeasedDelivery>`
      with taken as (
        select d.id from unnest(${endpoints.map(({ id }) => id)}::uuid[]) as e (id)
        cross join lateral (
          select id from webhook_delivery
          where endpoint_id = e.id and ${due}
          order by next_attempt_at
          limit greatest(0, ${maxPerEndpoint} - (
            select count(*) from webhook_delivery where endpoint_id = e.id and state = 'waiting' and leased_until >= now()
          ))
          for update skip locked
        ) d
      )
      update webhook_delivery d
      set attempts = d.attempts + 1, leased_until = now() + make_interval(secs => ${leaseSeconds})
      from taken, webhook_endpoint e, webhook_event v
      where d.id = taken.id and e.id = d.endpoint_id and v.id = d.event_id
      returning d.id, d.attempts, d.endpoint_id, e.url, e.secret,
        case when e.previous_secret_until > now() then e.previous_secret end as previous_secret,
        v.id as event_id, v.payload`.execute(tx)
    return rows
  })
}

type Result = Pick<Updateable<WebhookDeliveryTable>, 'state' | 'fault' | 'response_status' | 'answer'>

/** @param retryInSeconds null when nothing more is tried. */
export async function noteResult(db: Db, id: string, result: Result & { retryInSeconds: number | null }) {
  const { retryInSeconds, ...columns } = result
  await db
    .updateTable('webhook_delivery')
    .set({
      ...columns,
      leased_until: null,
      last_attempt_at: sql<Date>`now()`,
      next_attempt_at: retryInSeconds === null ? null : sql<Date>`now() + make_interval(secs => ${retryInSeconds})`,
    })
    .where('id', '=', id)
    .execute()
}

/** As though it had not been taken. */
export async function putBack(db: Db, id: string): Promise<void> {
  await db
    .updateTable('webhook_delivery')
    .set((eb) => ({ attempts: eb('attempts', '-', 1), leased_until: null }))
    .where('id', '=', id)
    .execute()
}
