import { z } from 'zod'
import { DisplayName, EmailAddress, Handle, Id, Instant, Language, singleLine } from './fields.ts'
import { limits } from './text.ts'

/** Who may join: anyone, whoever an administrator approves, or whoever holds an invitation. */
export const joinPolicies = ['open', 'approval', 'invitation'] as const
export const JoinPolicy = z.enum(joinPolicies)
export type JoinPolicy = z.infer<typeof JoinPolicy>

const Name = singleLine({ min: 1, max: limits.communityNameGraphemes })
const Tagline = singleLine({ min: 0, max: limits.taglineGraphemes })

export const Community = z.object({
  name: z.string(),
  tagline: z.string(),
  language: Language,
  joinPolicy: JoinPolicy,
  /** True until the one-time link has made the first administrator; nobody can sign up before. */
  needsSetup: z.boolean(),
})
export type Community = z.infer<typeof Community>

export const CommunityChange = z
  .strictObject({ name: Name, tagline: Tagline, language: Language, joinPolicy: JoinPolicy })
  .partial()
export type CommunityChange = z.infer<typeof CommunityChange>

/** The sample content that one click adds, and one click removes. */
export const Samples = z.object({ present: z.boolean(), members: z.number().int(), posts: z.number().int() })
export type Samples = z.infer<typeof Samples>

export const Applicant = z.object({
  id: Id,
  handle: Handle,
  name: DisplayName,
  email: EmailAddress,
  appliedAt: Instant,
})
export type Applicant = z.infer<typeof Applicant>
export const ApplicantParams = z.strictObject({ memberId: Id })

export const InvitationDraft = z.strictObject({
  uses: z.number().int().min(1).max(1_000).default(1),
  validDays: z.number().int().min(1).max(90).default(7),
})
export const Invitation = z.object({
  id: Id,
  usesLeft: z.number().int(),
  expiresAt: Instant,
  createdAt: Instant,
})
export type Invitation = z.infer<typeof Invitation>
/** The link is shown once: only the hash of its token is kept. */
export const NewInvitation = Invitation.extend({ link: z.url() })
export type NewInvitation = z.infer<typeof NewInvitation>
export const InvitationParams = z.strictObject({ invitationId: Id })

/** A mail as the outbox shows it to administrators while there is no mail server. */
export const Mail = z.object({
  id: Id,
  to: EmailAddress,
  subject: z.string(),
  text: z.string(),
  createdAt: Instant,
  state: z.enum(['kept', 'waiting', 'sent', 'failed']),
})
export type Mail = z.infer<typeof Mail>
