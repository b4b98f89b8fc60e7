import { useEffect, useState } from 'react'

/** Tokens are 32 random bytes, base64url; a reset token may be of another length. */
const tokenPattern = /^[\w-]{16,256}$/

/**
 * The token of a link (`#name=TOKEN`), taken out of the address bar at once: it must not stay in the history, nor be
 * copied along. `undefined`: not read yet; `null`: there is none that is whole.
 */
export function useFragmentToken(name: string): string | null | undefined {
  const [token, setToken] = useState<string | null>()
  useEffect(() => {
    const given = new URLSearchParams(location.hash.slice(1)).get(name)
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search)
    setToken((known) => known ?? (given !== null && tokenPattern.test(given) ? given : null))
  }, [name])
  return token
}
