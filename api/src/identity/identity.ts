import { DomainError } from '@porchlight/contract/errors'
import type { Logger } from '@porchlight/runtime/logger'
import type { JWK } from 'jose'
import type { Viewer } from '../context.ts'
import type { Db } from '../database/database.ts'
import { AccessTokens, type IssuedToken } from './access-token.ts'
import { openAuthentication } from './authentication.ts'
import { SecretBox } from './secret-box.ts'
import { sessionCookieName } from './session-cookie.ts'
import { selectStatus } from './session-queries.ts'
import { Sessions } from './sessions.ts'
import { SigningKeys } from './signing-keys.ts'

/** Who is who: the only part that reads credentials. */
export interface Identity {
  /**
   * Whom a bearer token names, as it was when it was signed.
   *
   * @param authorization the value of the `Authorization` header.
   * @throws {DomainError} `token_invalid`
   */
  recognise(authorization: string): Promise<Viewer>
  /**
   * The same viewer as they are this moment; nothing may leave or change before this is known.
   *
   * @throws {DomainError} `session_ended`, `account_pending`, `account_suspended`
   */
  confirm(recognised: Viewer): Promise<Viewer>
  issueToken(viewer: Viewer): Promise<IssuedToken>
  /** `api`'s own, for the messaging tier; nobody here takes it. */
  issuePublisherToken(): Promise<IssuedToken>
  /** As the JWKS shows them. */
  publicKeys(): Promise<JWK[]>
  /** Publishes the next signing key when it is time. */
  rotateKeys(): Promise<void>
  readonly sessions: Sessions
  /** Has the signing key ready, or makes the first, so that nobody waits for it. */
  warmUp(): Promise<void>
}

export interface IdentitySettings {
  readonly db: Db
  /** Takes the one read that every request of a member brings. */
  readonly reads: Db
  readonly logger: Logger
  readonly origin: string
  readonly secret: string
  readonly now: () => Date
  readonly newId: () => string
  readonly sendResetToken: (reset: { memberId: string; token: string }) => Promise<void>
}

export function openIdentity(settings: IdentitySettings): Identity {
  const { db, origin, secret, now, newId } = settings
  const keys = new SigningKeys({ db, secretBox: new SecretBox(secret, 'signing keys'), now, newId })
  const tokens = new AccessTokens({ keys, origin, now })
  const loadLibrary = async () => {
    const { openBetterAuth } = await import('./better-auth.ts')
    return openBetterAuth({ ...settings, admitToSession: (memberId) => admitToSession(db, memberId) })
  }
  return {
    ...openAuthentication(settings.reads, tokens),
    issueToken: (viewer) => tokens.issue(viewer),
    issuePublisherToken: () => tokens.issueForPublisher(),
    publicKeys: () => keys.publicKeys(),
    rotateKeys: () => keys.rotate(),
    sessions: new Sessions(loadLibrary, sessionCookieName(origin)),
    async warmUp() {
      await keys.current()
    },
  }
}

async function admitToSession(db: Db, memberId: string): Promise<void> {
  if ((await selectStatus(db, memberId)) === 'suspended') throw new DomainError('account_suspended')
}
