import { accessToken } from '@porchlight/system/token'
import type { KeyRow } from './key-queries.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How a signing key gives way to the next without a token that anyone cannot check. */
export const keySchedule = {
  /** From one key to the next. */
  renewAfterMs: 90 * dayMs,
  /** How long a key is published before it signs: by then every validator has fetched the key set anew. */
  publishedForMs: dayMs,
  /** How long a key is published after it last signed: its tokens' lifetime, and what clocks and replicas may differ by. */
  outlivesSigningMs: accessToken.lifetimeSeconds * 1_000 + hourMs,
  /** How often a replica asks which key signs. */
  recheckMs: 60_000,
} as const

/**
 * The newest that has been published long enough; where none has, the oldest, which signed before there were others.
 *
 * @param rows newest first, each of which can sign.
 */
export function signingKeyAmong(rows: readonly KeyRow[], now: Date): KeyRow | undefined {
  const publishedBy = now.getTime() - keySchedule.publishedForMs
  return rows.find(({ created_at }) => created_at.getTime() <= publishedBy) ?? rows.at(-1)
}
