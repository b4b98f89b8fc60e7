import { z } from 'zod'
import { Handle, Id, Instant, plainText } from './fields.ts'
import { messagingLimits } from './messaging.ts'
import { PageQuery, pageOf } from './page.ts'
import { limits } from './text.ts'

export const ReportReason = z.enum(['spam', 'harassment', 'hate', 'violence', 'sexual', 'other'])
export type ReportReason = z.infer<typeof ReportReason>

/** Of two members, or of a group. */
const ConversationId = z.string().regex(/^(?:direct_[0-9a-f-]{36}_)?[0-9a-f-]{36}$/, 'is not the id of a conversation')

const Message = {
  kind: z.literal('message'),
  conversationId: ConversationId,
  number: z.int().min(1).max(2_147_483_647),
  senderId: Id,
}

/** A message comes with its text as the reporter saw it: nobody else reads what is said in a conversation. */
export const ReportSubject = z.union([
  z.strictObject({ kind: z.literal('member'), memberId: Id }),
  z.strictObject({ kind: z.literal('post'), postId: Id }),
  z.strictObject({
    ...Message,
    text: plainText({
      min: 0,
      max: messagingLimits.bodyUtf16Units,
      maxUtf16Units: messagingLimits.bodyUtf16Units,
    }),
  }),
])
export type ReportSubject = z.infer<typeof ReportSubject>

const Note = plainText({ min: 0, max: limits.reportNoteGraphemes, maxUtf16Units: limits.reportNoteGraphemes * 8 })

export const ReportDraft = z.strictObject({ subject: ReportSubject, reason: ReportReason, note: Note.default('') })
export type ReportDraft = z.infer<typeof ReportDraft>

export const FiledReport = z.object({ id: Id })
export type FiledReport = z.infer<typeof FiledReport>

export const ReportState = z.enum(['open', 'dismissed', 'resolved'])

/** A member as administrators read of them, who see those who are suspended too. */
export const ConcernedMember = z.object({ id: Id, handle: Handle, name: z.string(), suspended: z.boolean() })
export type ConcernedMember = z.infer<typeof ConcernedMember>

export const Report = z.object({
  id: Id,
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('member') }),
    z.object({ kind: z.literal('post'), postId: Id }),
    z.object({ kind: Message.kind, conversationId: z.string(), number: z.number().int() }),
  ]),
  /** Whom it is about: the author of the post, the sender of the message. */
  member: ConcernedMember,
  /** The text as it was, of a post or a message; of a message as the reporter gave it. */
  excerpt: z.string().nullable(),
  reason: ReportReason,
  note: z.string(),
  /** Null once the account is gone. */
  reporter: ConcernedMember.nullable(),
  createdAt: Instant,
  state: ReportState,
  /** Null while it is open. */
  settled: z.object({ at: Instant, by: ConcernedMember.nullable(), note: z.string() }).nullable(),
})
export type Report = z.infer<typeof Report>

export const ReportQuery = PageQuery.extend({ state: z.enum(['open', 'settled']).default('open') })
export type ReportQuery = z.infer<typeof ReportQuery>

/** With how many there are of either state. */
export const ReportPage = z.object({
  ...pageOf(Report).shape,
  counts: z.object({ open: z.number().int(), settled: z.number().int() }),
})
export type ReportPage = z.infer<typeof ReportPage>

export const ReportParams = z.strictObject({ reportId: Id })

/** `dismissed`: nothing was to be done. `resolved`: something was. */
export const Settlement = z.strictObject({ state: z.enum(['dismissed', 'resolved']), note: Note.default('') })
export type Settlement = z.infer<typeof Settlement>
