import type { MessagesFrom, NotificationSetting } from '@porchlight/contract/members'
import type { NotificationKind } from '@porchlight/contract/notifications'
import type { PictureFailure, PicturePurpose, PictureState, Rendition } from '@porchlight/contract/pictures'
import type { ReportReason } from '@porchlight/contract/reports'
import type { Webhook, WebhookDelivery, WebhookMessageType } from '@porchlight/contract/webhooks'
import type { ColumnType, Generated } from 'kysely'

/** The tables as `migrations/` makes them; column names are PostgreSQL's. */
export interface Schema {
  community: CommunityTable
  member: MemberTable
  account: AccountTable
  session: SessionTable
  verification: VerificationTable
  jwks: JwksTable
  auth_rate_limit: AuthRateLimitTable
  setup_token: SetupTokenTable
  invitation: InvitationTable
  mail: MailTable
  post: PostTable
  post_like: PostLikeTable
  follow: FollowTable
  member_block: MemberBlockTable
  member_mute: MemberMuteTable
  notification: NotificationTable
  notification_actor: NotificationActorTable
  publication: PublicationTable
  report: ReportTable
  idempotency_key: IdempotencyKeyTable
  webhook_endpoint: WebhookEndpointTable
  webhook_event: WebhookEventTable
  webhook_delivery: WebhookDeliveryTable
  picture: PictureTable
  picture_removal: PictureRemovalTable
  picture_total: PictureTotalTable
  picture_usage: PictureUsageTable
  picture_allowance: PictureAllowanceTable
  hook_receipt: HookReceiptTable
  storage_day: StorageDayTable
}

interface CommunityTable {
  singleton: Generated<boolean>
  name: Generated<string>
  tagline: Generated<string>
  language: Generated<'en' | 'de'>
  join_policy: Generated<'open' | 'approval' | 'invitation'>
}

interface MemberTable {
  id: string
  handle: string
  name: string
  bio: Generated<string>
  email: string
  email_verified: Generated<boolean>
  image: Generated<string | null>
  role: Generated<'member' | 'administrator'>
  status: Generated<'pending' | 'active' | 'suspended'>
  language: Generated<'en' | 'de' | null>
  is_sample: Generated<boolean>
  messages_from: Generated<MessagesFrom>
  notifications_off: Generated<NotificationSetting[]>
  post_count: Generated<number>
  follower_count: Generated<number>
  following_count: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

interface AccountTable {
  id: string
  member_id: string
  account_id: string
  provider_id: string
  password: string | null
  created_at: Date
  updated_at: Date
}

interface SessionTable {
  id: string
  member_id: string
  token: string
  expires_at: Date
  ip_address: string | null
  user_agent: string | null
  created_at: Date
  updated_at: Date
}

interface VerificationTable {
  id: string
  identifier: string
  value: string
  expires_at: Date
  created_at: Date
  updated_at: Date
}

export interface JwksTable {
  id: string
  public_key: string
  private_key: string
  created_at: Date
  expires_at: Date | null
}

interface AuthRateLimitTable {
  key: string
  empty_at: Date
}

interface SetupTokenTable {
  singleton: Generated<boolean>
  hash: string
  expires_at: Date
  used_at: Date | null
}

export interface InvitationTable {
  id: string
  token_hash: string
  created_by: string
  uses_left: number
  expires_at: Date
  created_at: Generated<Date>
}

export interface MailTable {
  id: string
  recipient: string
  subject: string
  body: string
  state: 'kept' | 'waiting' | 'sent' | 'failed'
  attempts: Generated<number>
  next_attempt_at: Generated<Date | null>
  last_error: Generated<string | null>
  created_at: Generated<Date>
}

interface PostTable {
  id: string
  author_id: string
  reply_to_id: string | null
  text: string
  like_count: Generated<number>
  reply_count: Generated<number>
}

interface PostLikeTable {
  post_id: string
  member_id: string
  created_at: Generated<Date>
}

interface FollowTable {
  follower_id: string
  followee_id: string
  id: string
}

interface MemberBlockTable {
  blocker_id: string
  blocked_id: string
  id: string
}

interface MemberMuteTable {
  muter_id: string
  muted_id: string
  id: Generated<string>
}

interface NotificationTable {
  id: string
  recipient_id: string
  kind: NotificationKind
  post_id: string | null
  latest: string
  read: Generated<boolean>
  noted_at: Generated<Date>
}

interface NotificationActorTable {
  notification_id: string
  actor_id: string
  id: string
}

export interface ReportTable {
  id: string
  reporter_id: string | null
  kind: 'member' | 'post' | 'message'
  subject: string
  member_id: string
  post_id: Generated<string | null>
  conversation_id: Generated<string | null>
  entry_number: Generated<number | null>
  excerpt: Generated<string | null>
  reason: ReportReason
  note: string
  state: Generated<'open' | 'dismissed' | 'resolved'>
  settled_by: Generated<string | null>
  settled_at: Generated<Date | null>
  settlement: Generated<string>
}

export interface PublicationTable {
  key: string
  kind: 'block' | 'session_end'
  variables: ColumnType<unknown, string, string>
  revision: Generated<string>
  attempts: Generated<number>
  last_error: Generated<string | null>
  due_at: Generated<Date>
  leased_until: Generated<Date | null>
  created_at: Generated<Date>
}

interface IdempotencyKeyTable {
  member_id: string
  key: string
  request_hash: string
  response: ColumnType<unknown, string | null, string | null>
  created_at: Generated<Date>
}

export interface WebhookEndpointTable {
  id: string
  url: string
  description: string
  events: Webhook['events']
  secret: string
  previous_secret: Generated<string | null>
  previous_secret_until: Generated<Date | null>
  disabled_because: Generated<Webhook['disabledBecause']>
  failing_since: Generated<Date | null>
  created_at: Generated<Date>
}

export interface WebhookEventTable {
  id: string
  type: WebhookMessageType
  subject_id: string
  payload: string
  created_at: Generated<Date>
}

export interface WebhookDeliveryTable {
  id: string
  endpoint_id: string
  event_id: string
  state: Generated<WebhookDelivery['state']>
  attempts: Generated<number>
  next_attempt_at: Generated<Date | null>
  leased_until: Generated<Date | null>
  last_attempt_at: Generated<Date | null>
  fault: Generated<WebhookDelivery['fault']>
  response_status: Generated<number | null>
  answer: Generated<string | null>
  created_at: Generated<Date>
}

/** As `pg` reads a bigint, which may be more than a number holds exactly. */
type BigInteger = ColumnType<string, number, number>

export interface PictureTable {
  id: string
  owner_id: string
  purpose: PicturePurpose
  state: Generated<PictureState>
  failure: Generated<PictureFailure | null>
  alt_text: string
  focal_x: number
  focal_y: number
  width: Generated<number | null>
  height: Generated<number | null>
  placeholder: Generated<string | null>
  colour: Generated<string | null>
  animated: Generated<boolean>
  renditions: ColumnType<Rendition[], string | undefined, string>
  original_bytes: BigInteger
  render_bytes: ColumnType<string, number | undefined, number>
  post_id: Generated<string | null>
  position: Generated<number | null>
  claimed_at: Generated<Date | null>
  message_id: Generated<string | null>
  share_key: Generated<string | null>
  created_at: Generated<Date>
}

export interface PictureRemovalTable {
  picture_id: string
  part: 'everything' | 'original'
  due_at: Generated<Date>
  rounds: Generated<number>
  last_error: Generated<string | null>
}

interface PictureTotalTable {
  singleton: Generated<boolean>
  originals: BigInteger
  original_bytes: BigInteger
  renders: BigInteger
  render_bytes: BigInteger
}

interface PictureUsageTable {
  owner_id: string
  bytes: BigInteger
}

interface PictureAllowanceTable {
  owner_id: string
  hour: Date
  in_hour: number
  day: Date
  in_day: number
}

interface HookReceiptTable {
  id: string
  received_at: Generated<Date>
}

interface StorageDayTable {
  day: ColumnType<string, string, string>
  original_bytes: BigInteger
  render_bytes: BigInteger
  database_bytes: BigInteger
}
