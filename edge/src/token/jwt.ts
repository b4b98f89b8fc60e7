import { accessToken } from '@porchlight/system/token'
import { z } from 'zod'

/** A token taken apart; nothing in it is true before its signature has been checked. */
export interface Jwt {
  readonly keyId: string
  readonly claims: Claims
  readonly signedPart: Buffer
  readonly signature: Buffer
}

const Claims = z.record(z.string(), z.unknown())
export type Claims = z.infer<typeof Claims>

/** A header that asks for more than this is refused, `crit` and a nested token (`cty`) included. */
const Header = z.object({
  alg: z.literal(accessToken.algorithm),
  kid: z.string().min(1),
  typ: z.string().optional(),
  crit: z.never().optional(),
  cty: z.never().optional(),
})

const text = new TextDecoder('utf-8', { fatal: true })

/** @param token three parts of base64url; `undefined`: not a token that RS256 could have signed. */
export function parseJwt(token: string): Jwt | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const { data: head } = Header.safeParse(parsePart(header))
  const { data: claims } = Claims.safeParse(parsePart(payload))
  if (head === undefined || claims === undefined) return undefined
  return {
    keyId: head.kid,
    claims,
    signedPart: Buffer.from(`${header}.${payload}`, 'latin1'),
    signature: Buffer.from(signature, 'base64url'),
  }
}

function parsePart(part: string): unknown {
  try {
    return JSON.parse(text.decode(Buffer.from(part, 'base64url')))
  } catch {
    return undefined
  }
}
