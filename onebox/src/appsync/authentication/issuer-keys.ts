import { accessToken, keySetLimits } from '@porchlight/system/token'
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import { type ApiAddress, apiPool } from '../api-pool.ts'

const timeoutMs = 5_000
/** As long as the issuer lets its key set be cached. */
const maxAgeMs = 300_000
/** From one fetch to the next, whoever asks: a key id that nobody knows is what anyone can send. */
const minIntervalMs = 1_000

/** The issuer's public keys, fetched when a token first needs them and kept. */
export function issuerKeys(address: ApiAddress): { keys: JWTVerifyGetKey; close: () => void } {
  const pool = apiPool(address, { timeoutMs, maxResponseBytes: keySetLimits.maxBytes, connections: 1 })
  const keys = createRemoteJWKSet(new URL(accessToken.jwksPath, 'http://api'), {
    timeoutDuration: timeoutMs,
    cacheMaxAge: maxAgeMs,
    cooldownDuration: minIntervalMs,
    [customFetch]: async (_url, { signal }) => {
      const { statusCode, body } = await pool.request({ path: accessToken.jwksPath, method: 'GET', signal })
      return new Response(await body.text(), { status: statusCode })
    },
  })
  return { keys, close: () => void pool.destroy().catch(() => undefined) }
}
