import type { EndpointName } from '@porchlight/contract/endpoints'
import type { ErrorCode } from '@porchlight/contract/errors'
import type { MatrixWorld } from './matrix-world.ts'

/** What the matrix must know of a route; the rest it reads from the contract. */
export interface MatrixRow {
  /** Names a thing that is there, of `world.owner` where it has an owner. Needed where the path has `:names`. */
  readonly params?: (world: MatrixWorld) => Record<string, string>
  /** What another member meets who names that thing; `open`: it is there for every caller. Needed with `params`. */
  readonly others?: ErrorCode | 'open'
  /** A query that is acceptable by its form. Needed where the contract demands one. */
  readonly query?: Readonly<Record<string, string>>
  /** A body that is acceptable by its form. Needed where the contract has a body. */
  readonly body?: Readonly<Record<string, unknown>>
}

const account = { name: 'Ada', handle: 'ada_of_the_matrix', email: 'ada@example.org', password: 'a long enough one' }
const token = 'x'.repeat(43)
const ownersHandle = { params: ({ owner }: MatrixWorld) => ({ handle: owner.handle }), others: 'open' } as const
const ownersPost = { params: ({ postId }: MatrixWorld) => ({ postId }), others: 'open' } as const
/** Who has which pictures is nobody's business, so another's is as though it were not there. */
const ownersPicture = { params: ({ pictureId }: MatrixWorld) => ({ pictureId }), others: 'not_found' } as const
const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const picture = { altText: 'A porch', focalPoint: { x: 0.5, y: 0.5 } }
const applicant = { params: ({ applicantId }: MatrixWorld) => ({ memberId: applicantId }), others: 'open' } as const
const webhook = { params: ({ webhookId }: MatrixWorld) => ({ webhookId }), others: 'open' } as const

export const matrixRows: Partial<Record<EndpointName, MatrixRow>> = {
  'POST /auth/setup': { body: { ...account, token } },
  'POST /auth/sign-up': { body: { ...account, invitation: token } },
  'POST /auth/sign-in': { body: { email: account.email, password: account.password } },
  'POST /auth/sign-out': { body: {} },
  'POST /auth/session': { body: {} },
  'POST /auth/password-reset-requests': { body: { email: account.email } },
  'POST /auth/password-resets': { body: { token, password: account.password } },
  'GET /auth/jwks': {},
  'GET /auth/.well-known/openid-configuration': {},
  'GET /community': {},
  'PATCH /community': { body: { name: 'The Porch', tagline: 'Come in', language: 'en', joinPolicy: 'open' } },
  'GET /me': {},
  'PATCH /me': {
    body: {
      name: 'Ada',
      bio: 'Hello',
      language: null,
      avatarId: null,
      bannerId: null,
      messagesFrom: 'nobody',
      notificationsOff: ['like'],
    },
  },
  'GET /members': {},
  'GET /members/:handle': ownersHandle,
  'GET /members/:handle/posts': ownersHandle,
  'GET /members/:handle/followers': ownersHandle,
  'GET /members/:handle/following': ownersHandle,
  'PUT /members/:handle/follow': ownersHandle,
  'DELETE /members/:handle/follow': ownersHandle,
  'PUT /members/:handle/block': ownersHandle,
  'DELETE /members/:handle/block': ownersHandle,
  'GET /me/blocks': {},
  'PUT /members/:handle/mute': ownersHandle,
  'DELETE /members/:handle/mute': ownersHandle,
  'GET /me/mutes': {},
  'GET /me/notifications': {},
  'GET /me/notifications/unread': {},
  'POST /me/notifications/reads': { body: { latestIds: [id] } },
  'DELETE /me/notifications/:notificationId': {
    params: ({ notificationId }) => ({ notificationId }),
    others: 'not_found',
  },
  'POST /posts': { body: { text: 'Hello from the porch', pictureIds: [] } },
  'GET /posts/:postId': ownersPost,
  'DELETE /posts/:postId': { ...ownersPost, others: 'not_yours' },
  'GET /posts/:postId/thread': ownersPost,
  'GET /posts/:postId/replies': ownersPost,
  'PUT /posts/:postId/like': ownersPost,
  'DELETE /posts/:postId/like': ownersPost,
  'POST /pictures': { body: { purpose: 'post', contentType: 'image/jpeg', contentLength: 1_000, ...picture } },
  'GET /pictures': { query: { ids: id } },
  'GET /pictures/:pictureId': ownersPicture,
  'PATCH /pictures/:pictureId': { ...ownersPicture, body: picture },
  'DELETE /pictures/:pictureId': ownersPicture,
  'POST /pictures/claims': { body: { messageId: id, pictureIds: [id] } },
  'POST /pictures/releases': { body: { pictureIds: [id] } },
  'GET /pictures/shared': { query: { refs: `${id}.${'k'.repeat(22)}` } },
  'POST /hooks/pictures': {
    body: {
      type: 'picture.failed',
      timestamp: '2026-01-01T00:00:00.000Z',
      data: { pictureId: id, failure: 'damaged' },
    },
  },
  'GET /timelines/home': {},
  'GET /timelines/community': {},
  'POST /reports': { body: { subject: { kind: 'member', memberId: id }, reason: 'spam', note: 'Look at this' } },
  'GET /admin/reports': {},
  'PATCH /admin/reports/:reportId': {
    params: ({ reportId }) => ({ reportId }),
    others: 'open',
    body: { state: 'resolved', note: 'Spoke with them' },
  },
  'GET /admin/suspensions': {},
  'PUT /admin/members/:handle/suspension': ownersHandle,
  'DELETE /admin/members/:handle/suspension': ownersHandle,
  'GET /admin/samples': {},
  'PUT /admin/samples': {},
  'DELETE /admin/samples': {},
  'GET /admin/storage': {},
  'GET /admin/mails': {},
  'GET /admin/applicants': {},
  'PUT /admin/applicants/:memberId': applicant,
  'DELETE /admin/applicants/:memberId': applicant,
  'GET /admin/invitations': {},
  'POST /admin/invitations': { body: { uses: 1, validDays: 7 } },
  'DELETE /admin/invitations/:invitationId': { params: ({ invitationId }) => ({ invitationId }), others: 'open' },
  'GET /admin/firewall': {},
  'PATCH /admin/firewall': { body: { actions: { sqli: 'COUNT' } } },
  'POST /admin/firewall/trials': { body: { blockedCountries: ['XX'] } },
  'GET /admin/firewall/records': {},
  'GET /admin/firewall/changes': {},
  'GET /admin/functions': {},
  'GET /admin/functions/dead-letters': {},
  'POST /admin/functions/redrive': { body: { function: 'process-image' } },
  'GET /admin/webhooks': {},
  'POST /admin/webhooks': {
    body: { url: 'https://hooks.example.org', description: 'A bot', events: ['post.published'] },
  },
  'PATCH /admin/webhooks/:webhookId': {
    ...webhook,
    body: { url: 'https://hooks.example.org/in', description: 'Another', events: ['post.deleted'], enabled: false },
  },
  'DELETE /admin/webhooks/:webhookId': webhook,
  'POST /admin/webhooks/:webhookId/secrets': webhook,
  'POST /admin/webhooks/:webhookId/tests': webhook,
  'GET /admin/webhooks/:webhookId/deliveries': webhook,
  'POST /admin/webhooks/:webhookId/deliveries/:deliveryId/redeliveries': {
    params: ({ webhookId, deliveryId }) => ({ webhookId, deliveryId }),
    others: 'open',
  },
}

/** For each `:name` in a path: what cannot be one, and what could be one but is nobody's. */
export const paramsByName: Readonly<Record<string, { malformed: readonly string[]; unknown: string }>> = {
  handle: { malformed: ['A', 'No Spaces', 'x'.repeat(25), '\0', '..%2f', '__proto__'], unknown: 'nobody_has_this' },
  postId: idOfNothing(),
  notificationId: idOfNothing(),
  pictureId: idOfNothing(),
  memberId: idOfNothing(),
  invitationId: idOfNothing(),
  reportId: idOfNothing(),
  webhookId: idOfNothing(),
  deliveryId: idOfNothing(),
}

function idOfNothing() {
  return {
    malformed: ['7', 'null', 'x'.repeat(300), '\0', "' or 1=1", '6ecd8c99-4036-403d-bf84-cf8400f67836'],
    unknown: id,
  }
}
