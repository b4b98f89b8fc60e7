import type { Report } from '@porchlight/contract/reports'
import { instantOfId } from '../http/instant.ts'
import type { ReportRow } from './queries.ts'

export function reportView(row: ReportRow): Report {
  const { id, member, excerpt, reason, note, reporter, state, settled_at: settledAt } = row
  return {
    id,
    subject: subjectView(row),
    member,
    excerpt,
    reason,
    note,
    reporter,
    createdAt: instantOfId(id),
    state,
    settled: settledAt && { at: settledAt.toISOString(), by: row.settler, note: row.settlement },
  }
}

function subjectView({ kind, post_id: postId, conversation_id, entry_number }: ReportRow): Report['subject'] {
  if (kind === 'post' && postId !== null) return { kind, postId }
  if (kind === 'message' && conversation_id !== null && entry_number !== null) {
    return { kind, conversationId: conversation_id, number: entry_number }
  }
  return { kind: 'member' }
}
