import type { JWK } from 'jose'
import type { Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { AccessTokens } from './access-token.ts'
import { openAuthentication } from './authentication.ts'
import { SecretBox } from './secret-box.ts'
import { SigningKeys } from './signing-keys.ts'

/** Who is who: the only part that reads credentials. */
export interface Identity {
  /**
   * The member behind a bearer token whose session is alive this moment.
   *
   * @param authorization the value of the `Authorization` header.
   * @throws {DomainError} `token_invalid`, `session_ended`, `account_pending`, `account_suspended`
   */
  authenticate(authorization: string): Promise<Viewer>
  issueToken(viewer: Viewer): Promise<{ token: string; expiresAt: Date }>
  /** As the JWKS shows them. */
  publicKeys(): Promise<JWK[]>
}

export interface IdentitySettings {
  readonly db: Db
  readonly origin: string
  readonly secret: string
  readonly now: () => Date
  readonly newId: () => string
}

export function openIdentity({ db, origin, secret, now, newId }: IdentitySettings): Identity {
  const keys = new SigningKeys(db, new SecretBox(secret, 'signing keys'), newId)
  const tokens = new AccessTokens({ keys, origin, now })
  return {
    authenticate: openAuthentication(db, tokens),
    issueToken: (viewer) => tokens.issue(viewer),
    publicKeys: () => keys.publicKeys(),
  }
}
