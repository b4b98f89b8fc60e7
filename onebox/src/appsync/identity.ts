/** What resolvers know of a caller, on an API that authenticates by OpenID Connect: `ctx.identity`. */
export interface Identity {
  readonly sub: string
  readonly issuer: string
  /** All of the access token's; `exp` is in seconds since 1970. */
  readonly claims: Readonly<Record<string, unknown>>
}

export type Authentication =
  | { readonly kind: 'identified'; readonly identity: Identity }
  /** `message` is AppSync's, and says nothing of why. */
  | { readonly kind: 'refused'; readonly message: string }

export interface Authenticator {
  /** @param authorization a token, with `Bearer` before it or not; as in the header of that name. */
  authenticate(authorization: string | undefined): Promise<Authentication>
}
