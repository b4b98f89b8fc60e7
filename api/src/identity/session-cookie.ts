/** `__Host-` binds the cookie to this host over TLS: a sibling host can neither read nor plant it. */
export function sessionCookieName(origin: string): string {
  return isSecure(origin) ? '__Host-porchlight_session' : 'porchlight_session'
}

export function isSecure(origin: string): boolean {
  return origin.startsWith('https:')
}
