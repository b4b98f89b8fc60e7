/**
 * Where a person's own words travel in a body. A post about SQL, HTML or shell commands is a post, and a password may
 * be any text: here the content of a body blocks nothing, and validation and escaping behind the firewall are what
 * defends. Everywhere else an attack in a body is blocked. A test in `api/` holds the list against the endpoints.
 */
export interface ContentPath {
  readonly method: 'POST' | 'PUT' | 'PATCH'
  readonly path: string
  readonly position: 'EXACTLY' | 'STARTS_WITH'
}

export const contentPaths: readonly ContentPath[] = [
  { method: 'POST', path: '/api/posts', position: 'EXACTLY' },
  { method: 'PATCH', path: '/api/me', position: 'EXACTLY' },
  { method: 'PATCH', path: '/api/community', position: 'EXACTLY' },
  // An operator's note on an attack quotes it.
  { method: 'PATCH', path: '/api/admin/firewall', position: 'EXACTLY' },
  { method: 'POST', path: '/api/admin/firewall/trials', position: 'EXACTLY' },
  { method: 'POST', path: '/api/auth/setup', position: 'EXACTLY' },
  { method: 'POST', path: '/api/auth/sign-up', position: 'EXACTLY' },
  { method: 'POST', path: '/api/auth/sign-in', position: 'EXACTLY' },
  { method: 'POST', path: '/api/auth/password-resets', position: 'EXACTLY' },
  // Addresses of webhooks look like what tries to make a server call somewhere; the egress client is what defends.
  { method: 'POST', path: '/api/admin/webhooks', position: 'EXACTLY' },
  { method: 'PATCH', path: '/api/admin/webhooks/', position: 'STARTS_WITH' },
  // What is reported may be an attack, or quote one.
  { method: 'POST', path: '/api/reports', position: 'EXACTLY' },
  { method: 'PATCH', path: '/api/admin/reports/', position: 'STARTS_WITH' },
  // Descriptions of pictures.
  { method: 'POST', path: '/api/pictures', position: 'EXACTLY' },
  { method: 'PATCH', path: '/api/pictures/', position: 'STARTS_WITH' },
  // The image function's, signed.
  { method: 'POST', path: '/api/hooks/pictures', position: 'EXACTLY' },
  // Messages.
  { method: 'POST', path: '/graphql', position: 'EXACTLY' },
  // Pictures: any bytes at all.
  { method: 'PUT', path: '/uploads/', position: 'STARTS_WITH' },
]

export function isContentPath(method: string, path: string): boolean {
  return contentPaths.some(
    (each) => each.method === method && (each.position === 'EXACTLY' ? each.path === path : path.startsWith(each.path)),
  )
}

/** POST to any of these tries a secret, so they are counted by address more tightly than the rest. */
export const credentialPaths = [
  '/api/auth/setup',
  '/api/auth/sign-up',
  '/api/auth/sign-in',
  '/api/auth/password-reset-requests',
  '/api/auth/password-resets',
] as const
