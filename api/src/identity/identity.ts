import type { Viewer } from '../context.ts'

/** Who is who: the only part that reads credentials. */
export interface Identity {
  /**
   * The member behind a bearer token whose session is alive this moment.
   *
   * @param authorization the value of the `Authorization` header.
   * @throws {DomainError} `token_invalid`, `session_ended`, `account_pending`, `account_suspended`
   */
  authenticate(authorization: string): Promise<Viewer>
}
