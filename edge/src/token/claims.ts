import type { AdditionalClaim } from '@porchlight/system/token'
import { z } from 'zod'
import type { Claims } from './jwt.ts'

export interface Expectations {
  readonly issuer: string
  readonly additionalClaims: readonly AdditionalClaim[]
}

/** Says what is wrong with the claims; the clock is the issuer's own, so it is read without tolerance. */
export type ClaimsCheck = (claims: Claims, nowSeconds: number) => string | undefined

const Instant = z.number()
const Texts = z.array(z.string())

/** As many, and as many values each, as an ALB accepts. */
const maxAdditional = 10

/** `exp`, `iss`, `nbf` and `iat` have checks of their own, so an ALB refuses them as additional claims. */
const builtIn = new Set(['exp', 'iss', 'nbf', 'iat'])

/** @throws {Error} when an ALB would not take the expectations. */
export function compileClaimsCheck({ issuer, additionalClaims }: Expectations): ClaimsCheck {
  const faulty = additionalClaims.find(({ name, values }) => builtIn.has(name) || values.length > maxAdditional)
  if (faulty !== undefined || additionalClaims.length > maxAdditional) {
    throw new Error(`A load balancer takes no such additional claims: ${JSON.stringify(faulty ?? additionalClaims)}`)
  }
  return (claims, nowSeconds) => {
    if (claims.iss !== issuer) return 'issuer'
    return checkTimes(claims, nowSeconds) ?? additionalClaims.find((claim) => !holds(claims[claim.name], claim))?.name
  }
}

function checkTimes({ exp, nbf, iat }: Claims, nowSeconds: number): string | undefined {
  const expiry = Instant.safeParse(exp)
  if (!expiry.success) return 'no expiry'
  if (expiry.data <= nowSeconds) return 'expired'
  for (const earliest of [nbf, iat]) {
    if (earliest === undefined) continue
    const instant = Instant.safeParse(earliest)
    if (!instant.success || instant.data > nowSeconds) return 'not yet valid'
  }
  return undefined
}

/** One text must be among the values; a list must hold every one of them. */
function holds(claim: unknown, { format, values }: AdditionalClaim): boolean {
  if (format === 'single-string') return typeof claim === 'string' && values.includes(claim)
  const listed = format === 'space-separated-values' && typeof claim === 'string' ? claim.split(' ') : claim
  const { data: texts } = Texts.safeParse(listed)
  return texts !== undefined && values.every((value) => texts.includes(value))
}
