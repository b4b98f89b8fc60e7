import { z } from 'zod'
import { DisplayName, EmailAddress, Handle, Id, Instant, Language, plainText } from './fields.ts'
import { PageQuery } from './page.ts'
import { PictureView } from './pictures.ts'
import { isPlainText, limits } from './text.ts'

export const Role = z.enum(['member', 'administrator'])
export type Role = z.infer<typeof Role>

export const MemberSummary = z.object({
  id: Id,
  handle: Handle,
  name: z.string(),
  /** Beside a name, its thumbnail only; on a profile, every size. */
  avatar: PictureView.nullable(),
})
export type MemberSummary = z.infer<typeof MemberSummary>

export const Profile = z.object({
  ...MemberSummary.shape,
  banner: PictureView.nullable(),
  bio: z.string(),
  joinedAt: Instant,
  postCount: z.number().int(),
  followerCount: z.number().int(),
  followingCount: z.number().int(),
  /** How the reader stands to this member; null for a visitor. */
  viewer: z.object({ isYou: z.boolean(), following: z.boolean(), followsYou: z.boolean() }).nullable(),
})
export type Profile = z.infer<typeof Profile>

/** A line in a list of members. */
export const MemberListItem = z.object({
  ...MemberSummary.shape,
  bio: z.string(),
  viewer: z.object({ isYou: z.boolean(), following: z.boolean() }).nullable(),
})
export type MemberListItem = z.infer<typeof MemberListItem>

/** What only the member sees of themselves. */
export const Me = z.object({
  ...MemberSummary.shape,
  banner: PictureView.nullable(),
  bio: z.string(),
  email: EmailAddress,
  role: Role,
  /** Null: the community's language. */
  language: Language.nullable(),
})
export type Me = z.infer<typeof Me>

export const ProfileChange = z
  .strictObject({
    name: DisplayName,
    bio: plainText({ min: 0, max: limits.bioGraphemes, maxUtf16Units: limits.bioUtf16Units }),
    language: Language.nullable(),
    /** Null: none. The one before is deleted. */
    avatarId: Id.nullable(),
    bannerId: Id.nullable(),
  })
  .partial()
export type ProfileChange = z.infer<typeof ProfileChange>

export const MemberParams = z.strictObject({ handle: Handle })
/** Newest members first; `q` keeps those whose handle, or a word of whose name, begins with it. */
export const MemberQuery = PageQuery.extend({
  q: z.string().trim().min(1).max(50).refine(isPlainText, 'contains control characters or broken Unicode').optional(),
})
