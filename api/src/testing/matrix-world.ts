import { accessToken } from '@porchlight/system/token'
import { generateKeyPair, SignJWT } from 'jose'
import { AccessTokens } from '../identity/access-token.ts'
import { SecretBox } from '../identity/secret-box.ts'
import { SigningKeys } from '../identity/signing-keys.ts'
import { insertTried } from '../webhooks/delivery-queries.ts'
import { createWebhook } from '../webhooks/service.ts'
import { startTestApi, type TestApi, testOrigin } from './test-api.ts'
import type { Member } from './test-members.ts'

/** A server and a few things in it, for the matrix to try to break. */
export interface MatrixWorld {
  readonly api: TestApi
  readonly owner: Member
  readonly other: Member
  readonly administrator: Member
  readonly postId: string
  readonly pictureId: string
  readonly applicantId: string
  readonly invitationId: string
  readonly reportId: string
  readonly notificationId: string
  readonly webhookId: string
  readonly deliveryId: string
  /** What passes for a token of the administrator's until it is looked at. */
  readonly badTokens: Readonly<Record<string, string>>
}

const authSecret = 'a secret of the matrix, long enough for it'

export async function startMatrixWorld(): Promise<MatrixWorld> {
  const api = await startTestApi({ settings: { authSecret } })
  const [owner, other, administrator] = await Promise.all([api.member(), api.member(), api.administrator()])
  const { db, newId, now } = api.replica.ctx
  const [postId, pictureId, applicantId, invitationId] = [newId(), newId(), newId(), newId()]
  const [reportId, notificationId] = [newId(), newId()]
  await db
    .insertInto('post')
    .values({ id: postId, author_id: owner.id, reply_to_id: null, text: 'Who is there?' })
    .execute()
  await db
    .insertInto('picture')
    .values({
      id: pictureId,
      owner_id: owner.id,
      purpose: 'post',
      alt_text: '',
      focal_x: 0.5,
      focal_y: 0.5,
      original_bytes: 1,
    })
    .execute()
  await db
    .insertInto('member')
    .values({
      id: applicantId,
      handle: 'applicant',
      name: 'Applicant',
      email: 'applicant@example.org',
      status: 'pending',
    })
    .execute()
  await db
    .insertInto('invitation')
    .values({
      id: invitationId,
      token_hash: 'of no token',
      created_by: administrator.id,
      uses_left: 1,
      expires_at: new Date(now().getTime() + 3_600_000),
    })
    .execute()
  const about = { kind: 'post', subject: `post ${postId}`, member_id: owner.id, post_id: postId } as const
  await db
    .insertInto('report')
    .values({ id: reportId, reporter_id: other.id, ...about, reason: 'spam', note: '' })
    .execute()
  await db
    .insertInto('notification')
    .values({ id: notificationId, recipient_id: owner.id, kind: 'like', post_id: postId, latest: notificationId })
    .execute()
  const webhooks = await addWebhook(api)
  const badTokens = await makeBadTokens(api, administrator)
  return {
    api,
    owner,
    other,
    administrator,
    postId,
    pictureId,
    applicantId,
    invitationId,
    reportId,
    notificationId,
    ...webhooks,
    badTokens,
  }
}

async function addWebhook({ replica: { ctx } }: TestApi): Promise<{ webhookId: string; deliveryId: string }> {
  const draft = { url: 'https://hooks.example.org', description: '', events: [] }
  const { id: webhookId } = await createWebhook(ctx, draft)
  const [deliveryId, eventId] = [ctx.newId(), ctx.newId()]
  const event = { id: eventId, type: 'webhook.test', subject_id: webhookId, payload: '{}' } as const
  await insertTried(ctx.db, event, { id: deliveryId, endpoint_id: webhookId, event_id: eventId, state: 'failed' })
  return { webhookId, deliveryId }
}

async function makeBadTokens(api: TestApi, { id, sessionId, token }: Member): Promise<Record<string, string>> {
  const { db, now, newId } = api.replica.ctx
  const anHourAgo = () => new Date(Date.now() - 3_600_000)
  const keys = new SigningKeys({ db, secretBox: new SecretBox(authSecret, 'signing keys'), now, newId })
  const past = new AccessTokens({ keys, origin: testOrigin, now: anHourAgo })
  const expired = await past.issue({ id, role: 'administrator', sessionId })
  const [header = '', claims = '', signature = ''] = token.split('.')
  const { privateKey } = await generateKeyPair(accessToken.algorithm)
  const foreign = await new SignJWT(JSON.parse(Buffer.from(claims, 'base64url').toString()))
    .setProtectedHeader({ alg: accessToken.algorithm, ...JSON.parse(Buffer.from(header, 'base64url').toString()) })
    .sign(privateKey)
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
  return {
    expired: expired.token,
    'signed by another key': foreign,
    'not signed': `${unsigned}.${claims}.`,
    'with its end cut off': `${header}.${claims}.${signature.slice(0, -8)}`,
    'not a token at all': 'let-me-in',
  }
}
