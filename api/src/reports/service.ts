import { DomainError } from '@porchlight/contract/errors'
import type {
  FiledReport,
  Report,
  ReportDraft,
  ReportPage,
  ReportQuery,
  ReportSubject,
  Settlement,
} from '@porchlight/contract/reports'
import type { Context, Viewer } from '../context.ts'
import { newestFirst, pageOfRows } from '../http/keyset.ts'
import {
  countOpenReportsBy,
  countReports,
  memberExists,
  selectReport,
  selectReportedPost,
  selectReports,
  settleReport,
  upsertReport,
} from './queries.ts'
import { reportView } from './view.ts'

/** More than anyone means; fewer than would bury what others report. */
const maxOpenReports = 50

/** @throws {DomainError} `report_subject_missing`, `report_limit` */
export async function fileReport(ctx: Context, viewer: Viewer, draft: ReportDraft): Promise<FiledReport> {
  const { subject, reason, note } = draft
  const about = await describe(ctx, viewer, subject)
  if (about === undefined || !(await memberExists(ctx.db, about.member_id))) {
    throw new DomainError('report_subject_missing')
  }
  return await ctx.db.transaction().execute(async (tx) => {
    const filed = { ...about, id: ctx.newId(), reporter_id: viewer.id, kind: subject.kind, reason, note }
    const id = await upsertReport(tx, filed)
    if ((await countOpenReportsBy(tx, viewer.id)) > maxOpenReports) throw new DomainError('report_limit')
    return { id }
  })
}

/** Undefined where there is no such thing for the reporter. */
async function describe({ db }: Context, viewer: Viewer, subject: ReportSubject) {
  switch (subject.kind) {
    case 'member':
      return { subject: `member ${subject.memberId}`, member_id: subject.memberId }
    case 'post': {
      const post = await selectReportedPost(db, subject.postId)
      const { postId } = subject
      return post && { subject: `post ${postId}`, member_id: post.author_id, post_id: postId, excerpt: post.text }
    }
    case 'message': {
      const { conversationId, number, senderId, text } = subject
      if (!mayBeIn(conversationId, [viewer.id, senderId])) return undefined
      return {
        subject: `message ${conversationId} ${number}`,
        member_id: senderId,
        conversation_id: conversationId,
        entry_number: number,
        excerpt: text,
      }
    }
  }
}

/** Who is in a group is not known here; a conversation of two says it by its id. */
function mayBeIn(conversationId: string, memberIds: readonly string[]): boolean {
  if (!conversationId.startsWith('direct_')) return true
  return memberIds.every((id) => conversationId.split('_').includes(id))
}

/** @throws {DomainError} `invalid_input` */
export async function listReports(ctx: Context, query: ReportQuery): Promise<ReportPage> {
  const keyset = newestFirst(query)
  const [rows, counts] = await Promise.all([selectReports(ctx.reads, query.state, keyset), countReports(ctx.reads)])
  return { ...pageOfRows(keyset, rows, reportView), counts }
}

/** @throws {DomainError} `not_found`, `report_settled` */
export async function settle(
  ctx: Context,
  viewer: Viewer,
  { reportId, settlement }: { reportId: string; settlement: Settlement },
): Promise<Report> {
  const settled = await settleReport(ctx.db, reportId, { ...settlement, settledBy: viewer.id })
  const row = await selectReport(ctx.db, reportId)
  if (row === undefined) throw new DomainError('not_found')
  if (!settled) throw new DomainError('report_settled')
  return reportView(row)
}
