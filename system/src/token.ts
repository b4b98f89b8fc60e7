/** What every access token carries, and what the load balancer, AppSync and `api` each check. */
export const accessToken = {
  algorithm: 'RS256',
  audience: 'porchlight',
  lifetimeSeconds: 600,
  /** Longer than our own tokens ever are; checked before anything is parsed. */
  maxLength: 2_000,
  /** Under the origin: `iss` is `<origin>/api/auth`. */
  issuerPath: '/api/auth',
  jwksPath: '/api/auth/jwks',
  discoveryPath: '/api/auth/.well-known/openid-configuration',
} as const

/** As in an ALB's `JwtValidationActionConfig`. `exp`, `iss`, `nbf` and `iat` are checked anyway and must not be named. */
export interface AdditionalClaim {
  readonly name: string
  readonly format: 'single-string' | 'string-array' | 'space-separated-values'
  /** At most ten. */
  readonly values: readonly string[]
}

/** What an ALB's `jwt-validation` action is told besides issuer and key set: at most ten claims. */
export const additionalClaims: readonly AdditionalClaim[] = [
  { name: 'aud', format: 'single-string', values: [accessToken.audience] },
]

/** An ALB refuses every request that needs a token while the key set is larger than this. */
export const keySetLimits = { maxBytes: 153_600, maxKeys: 10 } as const
