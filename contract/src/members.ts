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

/** From whom a member takes private messages: `requests` are those of strangers, which wait until they are accepted. */
export const MessagesFrom = z.enum(['everyone', 'requests', 'followed', 'nobody'])
export type MessagesFrom = z.infer<typeof MessagesFrom>

/**
 * Whether the reader may write to a member privately: `request` waits for acceptance. Why it is `closed` (a block by
 * either, a setting, a suspension) nobody is told.
 */
export const Reach = z.enum(['open', 'request', 'closed'])
export type Reach = z.infer<typeof Reach>

/** Kinds of what a member is told: what others did, see `Notification`, and strangers who ask to write to them. */
export const NotificationSetting = z.enum(['reply', 'mention', 'like', 'follow', 'message_request'])
export type NotificationSetting = z.infer<typeof NotificationSetting>

export const Profile = z.object({
  ...MemberSummary.shape,
  banner: PictureView.nullable(),
  bio: z.string(),
  joinedAt: Instant,
  postCount: z.number().int(),
  followerCount: z.number().int(),
  followingCount: z.number().int(),
  /** How the reader stands to this member; null for a visitor. */
  viewer: z
    .object({
      isYou: z.boolean(),
      following: z.boolean(),
      followsYou: z.boolean(),
      reach: Reach,
      blocking: z.boolean(),
      muting: z.boolean(),
    })
    .nullable(),
})
export type Profile = z.infer<typeof Profile>

/** A line in a list of members. */
export const MemberListItem = z.object({
  ...MemberSummary.shape,
  bio: z.string(),
  viewer: z.object({ isYou: z.boolean(), following: z.boolean(), reach: Reach }).nullable(),
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
  messagesFrom: MessagesFrom,
  /** The kinds that they do not want to be told of; none at first. */
  notificationsOff: z.array(NotificationSetting),
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
    messagesFrom: MessagesFrom,
    /** In place of those before; what came already stays. */
    notificationsOff: z
      .array(NotificationSetting)
      .max(NotificationSetting.options.length)
      .refine((kinds) => new Set(kinds).size === kinds.length, 'names a kind twice'),
  })
  .partial()
export type ProfileChange = z.infer<typeof ProfileChange>

export const MemberParams = z.strictObject({ handle: Handle })
const maxIds = 100
/**
 * Newest members first; `q` keeps those whose handle, or a word of whose name, begins with it. Or those of `ids`, in
 * the order asked, on one page: who is not there is left out, and who is suspended has a name only.
 */
export const MemberQuery = PageQuery.extend({
  q: z.string().trim().min(1).max(50).refine(isPlainText, 'contains control characters or broken Unicode').optional(),
  ids: z
    .string()
    .max(maxIds * 37 - 1)
    .transform((text) => text.split(','))
    .refine((ids) => ids.every((id) => Id.safeParse(id).success), `takes 1 to ${maxIds} ids with commas between`)
    .optional(),
}).refine(({ q, cursor, ids }) => ids === undefined || (q === undefined && cursor === undefined), {
  path: ['ids'],
  message: 'stands alone',
})
export type MemberQuery = z.infer<typeof MemberQuery>
