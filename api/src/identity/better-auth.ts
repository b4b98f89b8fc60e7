import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { limits } from '@porchlight/contract/text'
import type { Logger } from '@porchlight/runtime/logger'
import { accessToken } from '@porchlight/system/token'
import { betterAuth } from 'better-auth/minimal'
import type { Db } from '../database/database.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { isSecure, sessionCookieName } from './session-cookie.ts'

const day = 24 * 3_600
const resetTokenSeconds = 3_600

export interface BetterAuthSettings {
  readonly db: Db
  readonly logger: Logger
  readonly origin: string
  readonly secret: string
  readonly newId: () => string
  /** @throws {DomainError} when the member may not have a session. */
  readonly admitToSession: (memberId: string) => Promise<void>
  readonly sendResetToken: (reset: { memberId: string; token: string }) => Promise<void>
}

/**
 * The library behind identity. Only its functions are called: its own HTTP routes are not mounted, and accounts are
 * made by `sign-up.ts`, in one transaction with the invitation that they use up.
 */
export function openBetterAuth({ db, logger, origin, secret, newId, ...hooks }: BetterAuthSettings) {
  return betterAuth({
    ...models,
    baseURL: origin,
    basePath: accessToken.issuerPath,
    secret,
    database: kyselyAdapter(db, { type: 'postgres', transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: limits.passwordMin,
      maxPasswordLength: limits.passwordMax,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(password, hash) },
      resetPasswordTokenExpiresIn: resetTokenSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => hooks.sendResetToken({ memberId: user.id, token }),
    },
    databaseHooks: {
      session: { create: { before: ({ userId }) => hooks.admitToSession(userId) } },
    },
    advanced: {
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] },
      // Its own prefix would be `__Secure-`, which is weaker than ours.
      useSecureCookies: false,
      cookies: { session_token: { name: sessionCookieName(origin), attributes: { secure: isSecure(origin) } } },
    },
    // `sign-in` and its like are limited by `attempts.ts`, which tells an address from an account.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message, ...details) => logger.error({ err: errorAmong(details) }, message),
    },
  })
}
export type BetterAuth = ReturnType<typeof openBetterAuth>

/** The library passes what it failed at along, addresses among it: only the error itself is for the log. */
function errorAmong(details: readonly unknown[]): Error | undefined {
  return details.find((detail) => detail instanceof Error)
}

const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** Where the library's models live in our schema. */
const models = {
  user: {
    modelName: 'member',
    fields: { emailVerified: 'email_verified', ...timestamps },
    // The library checks that it knows every column that a row needs.
    additionalFields: { handle: { type: 'string', required: true, input: false } },
  },
  session: {
    modelName: 'session',
    fields: {
      userId: 'member_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...timestamps,
    },
    expiresIn: 30 * day,
    updateAge: day,
  },
  account: {
    modelName: 'account',
    fields: {
      userId: 'member_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...timestamps,
    },
  },
  verification: {
    modelName: 'verification',
    fields: { expiresAt: 'expires_at', ...timestamps },
    storeIdentifier: 'hashed',
  },
} as const
