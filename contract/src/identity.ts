import { z } from 'zod'
import { DisplayName, EmailAddress, Instant, NewHandle, Password } from './fields.ts'
import { Me } from './members.ts'
import { limits } from './text.ts'

/** A random token of 32 bytes, base64url. */
const OneTimeToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not a complete token: copy the whole link')

const account = { name: DisplayName, handle: NewHandle, email: EmailAddress, password: Password }

export const Setup = z.strictObject({ ...account, token: OneTimeToken })
export type Setup = z.infer<typeof Setup>

export const SignUp = z.strictObject({ ...account, invitation: OneTimeToken.optional() })
export type SignUp = z.infer<typeof SignUp>

/** No rule about form beyond the bound: a password chosen under older rules must still open the door. */
export const SignIn = z.strictObject({ email: EmailAddress, password: z.string().min(1).max(limits.passwordMax) })
export type SignIn = z.infer<typeof SignIn>

/**
 * Who the session cookie stands for. A member's access token is held in memory only; the page asks again before it
 * expires. `pending`: the account waits for an administrator's approval.
 */
export const Session = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('visitor') }),
  z.object({ kind: z.literal('pending') }),
  z.object({ kind: z.literal('member'), accessToken: z.string(), expiresAt: Instant, me: Me }),
])
export type Session = z.infer<typeof Session>

export const PasswordResetRequest = z.strictObject({ email: EmailAddress })
export const PasswordReset = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9_-]{16,256}$/, 'is not a complete token: copy the whole link'),
  password: Password,
})

export const JsonWebKeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) })

/** RFC 8414 and OpenID Connect Discovery 1.0, as far as a validator of access tokens reads them. */
export const OpenidConfiguration = z.object({
  issuer: z.url(),
  jwks_uri: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  response_types_supported: z.array(z.string()),
  subject_types_supported: z.array(z.string()),
  id_token_signing_alg_values_supported: z.array(z.string()),
})
