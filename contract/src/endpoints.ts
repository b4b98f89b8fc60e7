import { z } from 'zod'
import {
  Applicant,
  ApplicantParams,
  Community,
  CommunityChange,
  Invitation,
  InvitationDraft,
  InvitationParams,
  Mail,
  NewInvitation,
  Samples,
} from './community.ts'
import type { ErrorCode } from './errors.ts'
import {
  FirewallChangePage,
  FirewallPatch,
  FirewallRecordPage,
  FirewallRecordQuery,
  FirewallState,
  ReplayReport,
} from './firewall.ts'
import { DeadLetterCount, DeadLetterPage, DeadLetterQuery, FunctionsStatus, Redrive } from './functions-control.ts'
import {
  JsonWebKeySet,
  OpenidConfiguration,
  PasswordReset,
  PasswordResetRequest,
  Session,
  Setup,
  SignIn,
  SignUp,
} from './identity.ts'
import { Me, MemberListItem, MemberParams, MemberQuery, Profile, ProfileChange } from './members.ts'
import { PageQuery, pageOf } from './page.ts'
import { PictureEvent } from './picture-events.ts'
import {
  GrantedPicture,
  Picture,
  PictureChange,
  PictureDraft,
  PictureParams,
  Pictures,
  PicturesQuery,
} from './pictures.ts'
import { MemberPostsQuery, Post, PostDraft, PostPage, PostParams, Thread } from './posts.ts'
import { Storage } from './storage.ts'
import {
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookDeliveryParams,
  WebhookDeliveryQuery,
  WebhookDraft,
  WebhookPage,
  WebhookParams,
} from './webhooks.ts'

/**
 * Who may call. `anyone`: a visitor, or a member who sees more. `browser`: identity's own, which live by the session
 * cookie and therefore answer to the site's own origin only. `hook`: who signs the request (https://www.standardwebhooks.com).
 */
export type Access = 'anyone' | 'member' | 'administrator' | 'browser' | 'hook'

export interface Endpoint {
  readonly summary: string
  readonly access: Access
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly status: 200 | 201 | 202 | 204
  /** Absent: an empty answer. */
  readonly response?: z.ZodType
  /** Sent again with the same `Idempotency-Key`, it answers again and does nothing twice. */
  readonly idempotencyKey?: true
  /** The faults of its own, besides those that any request can meet. */
  readonly errors?: readonly ErrorCode[]
}

const none = z.strictObject({})

/** Every REST endpoint under `/api`: the source of the server's routes, its reference, and the pages' client. */
export const endpoints = {
  'POST /auth/setup': {
    summary: 'Make the first administrator',
    access: 'browser',
    body: Setup,
    status: 201,
    response: Session,
    errors: ['setup_token_invalid', 'handle_taken', 'email_taken'],
  },
  'POST /auth/sign-up': {
    summary: 'Join',
    access: 'browser',
    body: SignUp,
    status: 201,
    response: Session,
    errors: ['setup_required', 'invitation_required', 'invitation_invalid', 'handle_taken', 'email_taken'],
  },
  'POST /auth/sign-in': {
    summary: 'Sign in',
    access: 'browser',
    body: SignIn,
    status: 200,
    response: Session,
    errors: ['sign_in_failed', 'account_suspended'],
  },
  'POST /auth/sign-out': { summary: 'End this session', access: 'browser', body: none, status: 204 },
  'POST /auth/session': {
    summary: 'Exchange the session cookie for an access token',
    access: 'browser',
    body: none,
    status: 200,
    response: Session,
  },
  'POST /auth/password-reset-requests': {
    summary: 'Ask for a link to set a new password',
    access: 'browser',
    body: PasswordResetRequest,
    status: 202,
  },
  'POST /auth/password-resets': {
    summary: 'Set a new password by the link',
    access: 'browser',
    body: PasswordReset,
    status: 204,
    errors: ['reset_token_invalid'],
  },
  'GET /auth/jwks': {
    summary: 'The keys that sign access tokens',
    access: 'anyone',
    status: 200,
    response: JsonWebKeySet,
  },
  'GET /auth/.well-known/openid-configuration': {
    summary: 'The discovery document',
    access: 'anyone',
    status: 200,
    response: OpenidConfiguration,
  },

  'GET /community': { summary: 'The community', access: 'anyone', status: 200, response: Community },
  'PATCH /community': {
    summary: 'Change the community',
    access: 'administrator',
    body: CommunityChange,
    status: 200,
    response: Community,
  },

  'GET /me': { summary: 'Your account', access: 'member', status: 200, response: Me },
  'PATCH /me': {
    summary: 'Change your profile',
    access: 'member',
    body: ProfileChange,
    status: 200,
    response: Me,
    errors: ['picture_unavailable'],
  },

  'GET /members': {
    summary: 'Members, newest first',
    access: 'anyone',
    query: MemberQuery,
    status: 200,
    response: pageOf(MemberListItem),
  },
  'GET /members/:handle': {
    summary: 'A profile',
    access: 'anyone',
    params: MemberParams,
    status: 200,
    response: Profile,
  },
  'GET /members/:handle/posts': {
    summary: 'What a member wrote, newest first',
    access: 'anyone',
    params: MemberParams,
    query: MemberPostsQuery,
    status: 200,
    response: PostPage,
  },
  'GET /members/:handle/followers': {
    summary: 'Who follows a member, latest first',
    access: 'anyone',
    params: MemberParams,
    query: PageQuery,
    status: 200,
    response: pageOf(MemberListItem),
  },
  'GET /members/:handle/following': {
    summary: 'Whom a member follows, latest first',
    access: 'anyone',
    params: MemberParams,
    query: PageQuery,
    status: 200,
    response: pageOf(MemberListItem),
  },
  'PUT /members/:handle/follow': {
    summary: 'Follow',
    access: 'member',
    params: MemberParams,
    status: 200,
    response: Profile,
    errors: ['follow_yourself', 'follow_limit'],
  },
  'DELETE /members/:handle/follow': {
    summary: 'Unfollow',
    access: 'member',
    params: MemberParams,
    status: 200,
    response: Profile,
  },

  'POST /posts': {
    summary: 'Publish a post or a reply',
    access: 'member',
    body: PostDraft,
    status: 201,
    response: Post,
    idempotencyKey: true,
    errors: ['reply_target_missing', 'picture_unavailable'],
  },
  'GET /posts/:postId': { summary: 'A post', access: 'anyone', params: PostParams, status: 200, response: Post },
  'DELETE /posts/:postId': {
    summary: 'Delete a post',
    access: 'member',
    params: PostParams,
    status: 204,
    errors: ['not_yours'],
  },
  'GET /posts/:postId/thread': {
    summary: 'A post, what it answers, and its first replies',
    access: 'anyone',
    params: PostParams,
    status: 200,
    response: Thread,
  },
  'GET /posts/:postId/replies': {
    summary: 'Replies to a post, oldest first',
    access: 'anyone',
    params: PostParams,
    query: PageQuery,
    status: 200,
    response: PostPage,
  },
  'PUT /posts/:postId/like': { summary: 'Like', access: 'member', params: PostParams, status: 200, response: Post },
  'DELETE /posts/:postId/like': {
    summary: 'Take a like back',
    access: 'member',
    params: PostParams,
    status: 200,
    response: Post,
  },

  'POST /pictures': {
    summary: 'Ask to upload a picture',
    access: 'member',
    body: PictureDraft,
    status: 201,
    response: GrantedPicture,
    errors: ['upload_limit_reached', 'picture_quota_reached', 'storage_full'],
  },
  'GET /pictures': {
    summary: 'Some of your pictures',
    access: 'member',
    query: PicturesQuery,
    status: 200,
    response: Pictures,
  },
  'GET /pictures/:pictureId': {
    summary: 'One of your pictures',
    access: 'member',
    params: PictureParams,
    status: 200,
    response: Picture,
  },
  'PATCH /pictures/:pictureId': {
    summary: 'Describe one of your pictures, or say what must stay in view',
    access: 'member',
    params: PictureParams,
    body: PictureChange,
    status: 200,
    response: Picture,
  },
  'DELETE /pictures/:pictureId': {
    summary: 'Delete one of your pictures, wherever it is shown',
    access: 'member',
    params: PictureParams,
    status: 204,
    errors: ['post_would_be_empty'],
  },
  'POST /hooks/pictures': {
    summary: 'What the image function tells of a picture',
    access: 'hook',
    body: PictureEvent,
    status: 204,
  },

  'GET /timelines/home': {
    summary: 'Posts of the members you follow and your own, newest first',
    access: 'member',
    query: PageQuery,
    status: 200,
    response: PostPage,
  },
  'GET /timelines/community': {
    summary: 'Posts of everyone, newest first',
    access: 'anyone',
    query: PageQuery,
    status: 200,
    response: PostPage,
  },

  'GET /admin/samples': {
    summary: 'Whether sample content is there',
    access: 'administrator',
    status: 200,
    response: Samples,
  },
  'PUT /admin/samples': {
    summary: 'Fill the place with sample content',
    access: 'administrator',
    status: 200,
    response: Samples,
  },
  'DELETE /admin/samples': {
    summary: 'Remove exactly the sample content',
    access: 'administrator',
    status: 200,
    response: Samples,
  },
  'GET /admin/storage': {
    summary: 'What pictures and the database take, and what they may take',
    access: 'administrator',
    status: 200,
    response: Storage,
  },
  'GET /admin/mails': {
    summary: 'Mails kept or sent, newest first',
    access: 'administrator',
    query: PageQuery,
    status: 200,
    response: pageOf(Mail),
  },
  'GET /admin/applicants': {
    summary: 'Who waits for approval, oldest first',
    access: 'administrator',
    query: PageQuery,
    status: 200,
    response: pageOf(Applicant),
  },
  'PUT /admin/applicants/:memberId': {
    summary: 'Approve an applicant',
    access: 'administrator',
    params: ApplicantParams,
    status: 204,
  },
  'DELETE /admin/applicants/:memberId': {
    summary: 'Decline an applicant and delete the account',
    access: 'administrator',
    params: ApplicantParams,
    status: 204,
  },
  'GET /admin/invitations': {
    summary: 'Invitations still good, newest first',
    access: 'administrator',
    query: PageQuery,
    status: 200,
    response: pageOf(Invitation),
  },
  'POST /admin/invitations': {
    summary: 'Make an invitation link',
    access: 'administrator',
    body: InvitationDraft,
    status: 201,
    response: NewInvitation,
  },
  'DELETE /admin/invitations/:invitationId': {
    summary: 'Withdraw an invitation',
    access: 'administrator',
    params: InvitationParams,
    status: 204,
  },

  'GET /admin/firewall': {
    summary: 'The firewall: its rules, what they did in the last 24 hours, its lists',
    access: 'administrator',
    status: 200,
    response: FirewallState,
    errors: ['firewall_unavailable'],
  },
  'PATCH /admin/firewall': {
    summary: 'Set rules to Block or Count, change addresses and countries, or undo a change',
    access: 'administrator',
    body: FirewallPatch,
    status: 200,
    response: FirewallState,
    errors: ['firewall_fault', 'firewall_changed_since', 'firewall_unavailable'],
  },
  'POST /admin/firewall/trials': {
    summary: 'Try a change on recorded requests',
    access: 'administrator',
    body: FirewallPatch,
    status: 200,
    response: ReplayReport,
    errors: ['firewall_fault', 'firewall_changed_since', 'firewall_unavailable'],
  },
  'GET /admin/firewall/records': {
    summary: 'Requests that a rule touched as log records of AWS WAF, newest first',
    access: 'administrator',
    query: FirewallRecordQuery,
    status: 200,
    response: FirewallRecordPage,
    errors: ['firewall_unavailable'],
  },
  'GET /admin/firewall/changes': {
    summary: 'Changes of the firewall, newest first',
    access: 'administrator',
    query: PageQuery,
    status: 200,
    response: FirewallChangePage,
    errors: ['firewall_unavailable'],
  },

  'GET /admin/functions': {
    summary: 'What the functions that process pictures do at the moment',
    access: 'administrator',
    status: 200,
    response: FunctionsStatus,
    errors: ['functions_unavailable'],
  },
  'GET /admin/functions/dead-letters': {
    summary: 'What functions gave up on',
    access: 'administrator',
    query: DeadLetterQuery,
    status: 200,
    response: DeadLetterPage,
    errors: ['functions_unavailable'],
  },
  'POST /admin/functions/redrive': {
    summary: 'Give functions again what they gave up on: some of it, or all of one function',
    access: 'administrator',
    body: Redrive,
    status: 200,
    response: DeadLetterCount,
    errors: ['functions_unavailable'],
  },

  'GET /admin/webhooks': {
    summary: 'Webhooks, newest first',
    access: 'administrator',
    query: PageQuery,
    status: 200,
    response: WebhookPage,
  },
  'POST /admin/webhooks': {
    summary: 'Tell an address what happens here',
    access: 'administrator',
    body: WebhookDraft,
    status: 201,
    response: NewWebhook,
    errors: ['webhook_limit'],
  },
  'PATCH /admin/webhooks/:webhookId': {
    summary: 'Change, enable or disable a webhook',
    access: 'administrator',
    params: WebhookParams,
    body: WebhookChange,
    status: 200,
    response: Webhook,
  },
  'DELETE /admin/webhooks/:webhookId': {
    summary: 'Delete a webhook with its deliveries',
    access: 'administrator',
    params: WebhookParams,
    status: 204,
  },
  'POST /admin/webhooks/:webhookId/secrets': {
    summary: 'Give a webhook a new secret; for a day requests are signed by both',
    access: 'administrator',
    params: WebhookParams,
    status: 201,
    response: NewWebhook,
  },
  'POST /admin/webhooks/:webhookId/tests': {
    summary: 'Send a test, once, and say what came of it',
    access: 'administrator',
    params: WebhookParams,
    status: 201,
    response: WebhookDelivery,
  },
  'GET /admin/webhooks/:webhookId/deliveries': {
    summary: 'What was sent to a webhook in the last 30 days, newest first',
    access: 'administrator',
    params: WebhookParams,
    query: WebhookDeliveryQuery,
    status: 200,
    response: WebhookDeliveryPage,
  },
  'POST /admin/webhooks/:webhookId/deliveries/:deliveryId/redeliveries': {
    summary: 'Deliver again, under the same `webhook-id`',
    access: 'administrator',
    params: WebhookDeliveryParams,
    status: 200,
    response: WebhookDelivery,
    errors: ['webhook_disabled'],
  },
} as const satisfies Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Endpoint>

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
