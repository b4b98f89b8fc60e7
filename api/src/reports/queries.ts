import type { ReportReason, Settlement } from '@porchlight/contract/reports'
import { CompiledQuery, type Insertable, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import type { ReportTable } from '../database/schema.ts'
import type { Keyset } from '../http/keyset.ts'

/** Who is there, or was before they were suspended. */
export async function memberExists(db: Db, memberId: string): Promise<boolean> {
  const member = await db
    .selectFrom('member')
    .select('id')
    .where('id', '=', memberId)
    .where('status', '<>', 'pending')
    .executeTakeFirst()
  return member !== undefined
}

export async function selectReportedPost(db: Db, postId: string) {
  return await db.selectFrom('post').select(['author_id', 'text']).where('id', '=', postId).executeTakeFirst()
}

/** In place of what the same member told of the same subject, while that is open. The id of the report. */
export async function upsertReport(tx: Db, report: Insertable<ReportTable>): Promise<string> {
  const { id } = await tx
    .insertInto('report')
    .values(report)
    .onConflict((conflict) =>
      conflict
        .columns(['reporter_id', 'subject'])
        // Written out: with a parameter there, a plan for any of its values finds no index.
        .where(sql<boolean>`state = 'open'`)
        .doUpdateSet({ reason: report.reason, note: report.note, excerpt: report.excerpt }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function countOpenReportsBy(tx: Db, reporterId: string): Promise<number> {
  const row = await tx
    .selectFrom('report')
    .select(sql<number>`count(*)::integer`.as('reports'))
    .where('reporter_id', '=', reporterId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return row?.reports ?? 0
}

export interface ConcernedRow {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly suspended: boolean
}

export interface ReportRow {
  readonly id: string
  readonly kind: 'member' | 'post' | 'message'
  readonly post_id: string | null
  readonly conversation_id: string | null
  readonly entry_number: number | null
  readonly excerpt: string | null
  readonly reason: ReportReason
  readonly note: string
  readonly state: 'open' | 'dismissed' | 'resolved'
  readonly settled_at: Date | null
  readonly settlement: string
  readonly member: ConcernedRow
  readonly reporter: ConcernedRow | null
  readonly settler: ConcernedRow | null
}

const concerned = (id: string): string => `(
    select json_build_object('id', m.id, 'handle', m.handle, 'name', m.name, 'suspended', m.status = 'suspended')
    from member m where m.id = ${id})`

const columns = `r.id, r.kind, r.post_id, r.conversation_id, r.entry_number, r.excerpt, r.reason, r.note, r.state,
  r.settled_at, r.settlement, ${concerned('r.member_id')} as member, ${concerned('r.reporter_id')} as reporter,
  ${concerned('r.settled_by')} as settler`

const lists = {
  open: `select ${columns} from report r where r.state = 'open' and r.id < $1 order by r.id desc limit $2`,
  settled: `select ${columns} from report r where r.state <> 'open' and r.id < $1 order by r.id desc limit $2`,
} as const

/** Newest first. */
export async function selectReports(db: Db, state: keyof typeof lists, { past, take }: Keyset): Promise<ReportRow[]> {
  return (await db.executeQuery<ReportRow>(CompiledQuery.raw(lists[state], [past, take]))).rows
}

const one = `select ${columns} from report r where r.id = $1`

export async function selectReport(db: Db, reportId: string): Promise<ReportRow | undefined> {
  return (await db.executeQuery<ReportRow>(CompiledQuery.raw(one, [reportId]))).rows[0]
}

export async function countReports(db: Db): Promise<{ open: number; settled: number }> {
  const { rows } = await sql<{ open: number; settled: number }>`
    select (select count(*) from report where state = 'open')::integer as open,
      (select count(*) from report where state <> 'open')::integer as settled`.execute(db)
  return rows[0] ?? { open: 0, settled: 0 }
}

/** False when it is not open. */
export async function settleReport(
  db: Db,
  reportId: string,
  { state, note, settledBy }: Settlement & { settledBy: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('report')
    .set({ state, settlement: note, settled_by: settledBy, settled_at: sql<Date>`now()` })
    .where('id', '=', reportId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
