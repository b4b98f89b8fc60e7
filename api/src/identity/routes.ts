import { DomainError } from '@porchlight/contract/errors'
import type { Session } from '@porchlight/contract/identity'
import { accessToken } from '@porchlight/system/token'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { attemptFrom, attemptSignIn, forgiveSignIn } from './attempts.ts'
import { requestPasswordReset } from './password-reset.ts'
import { describeSession } from './session-view.ts'
import type { Client, CookieSession } from './sessions.ts'
import { setUp, signUp } from './sign-up.ts'

/** A load balancer and AppSync fetch the keys again about as often. */
const keysCacheControl = 'public, max-age=300'

export function identityRoutes(app: App, ctx: Context): void {
  joiningRoutes(app, ctx)
  sessionRoutes(app, ctx)
  passwordRoutes(app, ctx)
  issuerRoutes(app, ctx)
}

function joiningRoutes(app: App, ctx: Context): void {
  route(app, ctx, {
    endpoint: 'POST /auth/setup',
    async handle({ body, request, reply }) {
      refuseWhile(await attemptFrom(ctx.db, 'set up', clientOf(request).address), reply)
      await setUp(ctx, body)
      return await openSession(ctx, body, request, reply)
    },
  })
  route(app, ctx, {
    endpoint: 'POST /auth/sign-up',
    async handle({ body, request, reply }) {
      refuseWhile(await attemptFrom(ctx.db, 'sign up', clientOf(request).address), reply)
      await signUp(ctx, body)
      return await openSession(ctx, body, request, reply)
    },
  })
}

function sessionRoutes(app: App, ctx: Context): void {
  const { sessions } = ctx.identity
  route(app, ctx, {
    endpoint: 'POST /auth/sign-in',
    async handle({ body, request, reply }) {
      refuseWhile(await attemptSignIn(ctx.db, body.email, clientOf(request).address), reply)
      const session = await openSession(ctx, body, request, reply)
      await forgiveSignIn(ctx.db, body.email, clientOf(request).address)
      return session
    },
  })
  route(app, ctx, {
    endpoint: 'POST /auth/session',
    handle: async ({ request, reply }) => answerSession(ctx, await sessions.read(clientOf(request)), reply),
  })
  route(app, ctx, {
    endpoint: 'POST /auth/sign-out',
    async handle({ request, reply }) {
      setCookies(reply, await sessions.end(clientOf(request)))
    },
  })
}

function passwordRoutes(app: App, ctx: Context): void {
  route(app, ctx, {
    endpoint: 'POST /auth/password-reset-requests',
    async handle({ body, request, reply }) {
      refuseWhile(await attemptFrom(ctx.db, 'ask for a reset from', clientOf(request).address), reply)
      await requestPasswordReset(ctx, body.email)
    },
  })
  route(app, ctx, {
    endpoint: 'POST /auth/password-resets',
    async handle({ body, request, reply }) {
      refuseWhile(await attemptFrom(ctx.db, 'reset from', clientOf(request).address), reply)
      await ctx.identity.sessions.resetPassword(body.token, body.password)
    },
  })
}

function issuerRoutes(app: App, ctx: Context): void {
  const issuer = `${ctx.origin}${accessToken.issuerPath}`
  route(app, ctx, {
    endpoint: 'GET /auth/jwks',
    async handle({ reply }) {
      reply.header('cache-control', keysCacheControl)
      return { keys: [...(await ctx.identity.publicKeys())] }
    },
  })
  route(app, ctx, {
    endpoint: 'GET /auth/.well-known/openid-configuration',
    async handle({ reply }) {
      reply.header('cache-control', keysCacheControl)
      return {
        issuer,
        jwks_uri: `${ctx.origin}${accessToken.jwksPath}`,
        authorization_endpoint: `${ctx.origin}/sign-in`,
        token_endpoint: `${ctx.apiOrigin}${accessToken.issuerPath}/session`,
        response_types_supported: ['token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: [accessToken.algorithm],
      }
    },
  })
}

async function openSession(
  ctx: Context,
  { email, password }: { email: string; password: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session> {
  const opened = await ctx.identity.sessions.open({ email, password }, clientOf(request))
  return await answerSession(ctx, opened, reply)
}

async function answerSession(ctx: Context, session: CookieSession, reply: FastifyReply): Promise<Session> {
  setCookies(reply, session.setCookies)
  reply.header('cache-control', 'no-store')
  return await describeSession(ctx, session.sessionId)
}

function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  if (cookies.length > 0) reply.header('set-cookie', [...cookies])
}

function refuseWhile(waitSeconds: number, reply: FastifyReply): void {
  if (waitSeconds === 0) return
  reply.header('retry-after', String(waitSeconds))
  throw new DomainError('too_many_requests')
}

const maxUserAgentLength = 300

/** `request.ip` is what the edge says; over a Unix socket without an edge it is missing. */
function clientOf({ ip, headers }: FastifyRequest): Client {
  const address: string | undefined = ip
  return {
    address: address ?? '',
    userAgent: (headers['user-agent'] ?? '').slice(0, maxUserAgentLength),
    cookie: headers.cookie ?? '',
  }
}
