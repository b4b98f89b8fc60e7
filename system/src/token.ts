/** What every access token carries, and what the load balancer, AppSync and `api` each check. */
export const accessToken = {
  algorithm: 'RS256',
  audience: 'porchlight',
  lifetimeSeconds: 600,
  /** Under the origin: `iss` is `<origin>/api/auth`. */
  issuerPath: '/api/auth',
  jwksPath: '/api/auth/jwks',
  discoveryPath: '/api/auth/.well-known/openid-configuration',
} as const
