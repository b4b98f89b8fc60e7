import type { EndpointTable } from './endpoint.ts'
import { MemberParams } from './members.ts'
import { PageQuery, pageOf } from './page.ts'
import {
  ConcernedMember,
  FiledReport,
  Report,
  ReportDraft,
  ReportPage,
  ReportParams,
  ReportQuery,
  Settlement,
} from './reports.ts'

/** What members tell administrators of one another, and what comes of it. */
export const reportEndpoints = {
  'POST /reports': {
    summary: 'Tell the administrators of a member, a post or a message; again while it is open, the same report',
    access: 'member',
    body: ReportDraft,
    status: 201,
    response: FiledReport,
    errors: ['report_subject_missing', 'report_limit'],
  },
  'GET /admin/reports': {
    summary: 'What members reported, newest first, and how much of it is open',
    access: 'administrator',
    query: ReportQuery,
    status: 200,
    response: ReportPage,
  },
  'PATCH /admin/reports/:reportId': {
    summary: 'Settle a report',
    access: 'administrator',
    params: ReportParams,
    body: Settlement,
    status: 200,
    response: Report,
    errors: ['report_settled'],
  },
  'GET /admin/suspensions': {
    summary: 'Who is suspended, newest members first',
    access: 'administrator',
    query: PageQuery,
    status: 200,
    response: pageOf(ConcernedMember),
  },
  'PUT /admin/members/:handle/suspension': {
    summary: 'Suspend a member: their sessions end, and what they wrote is not shown',
    access: 'administrator',
    params: MemberParams,
    status: 204,
    errors: ['administrator_not_suspended'],
  },
  'DELETE /admin/members/:handle/suspension': {
    summary: 'Let a suspended member back in',
    access: 'administrator',
    params: MemberParams,
    status: 204,
  },
} as const satisfies EndpointTable
