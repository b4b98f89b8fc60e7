import { z } from 'zod'

/**
 * What an operator changed on top of `system/`, without a restart and without editing the document. Kept in the data
 * directory; a deploy to AWS shows it and asks whether to adopt it.
 */
export const FirewallOverlay = z.strictObject({
  /**
   * Block or Count by rule. `sqli` is a rule of the web ACL, `sqli/SQLi_BODY` one inside its managed group. Count on a
   * group counts all that is in it.
   */
  actions: z.record(z.string(), z.enum(['BLOCK', 'COUNT'])).default({}),
  /** CIDR ranges in addition to those of the document, by the IP set's name. */
  addresses: z.record(z.string(), z.array(z.string())).default({}),
  /** ISO 3166-1 alpha-2; with none there is no country rule. */
  blockedCountries: z.array(z.string().regex(/^[A-Z]{2}$/)).default([]),
})
export type FirewallOverlay = z.infer<typeof FirewallOverlay>

export const emptyOverlay: FirewallOverlay = { actions: {}, addresses: {}, blockedCountries: [] }
