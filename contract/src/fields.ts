import { z } from 'zod'
import { graphemes, handlePattern, isPlainText, isSingleLine, limits, reservedHandles } from './text.ts'

export const languages = ['en', 'de'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

export const Id = z.uuidv7()

/** Text of several lines, counted as a reader counts. Surrounding white space is removed. */
export function plainText(bounds: { min: number; max: number; maxUtf16Units: number }) {
  return z
    .string()
    .max(bounds.maxUtf16Units)
    .trim()
    .refine(isPlainText, 'contains control characters or broken Unicode')
    .refine((text) => graphemes(text) >= bounds.min, `needs at least ${bounds.min} characters`)
    .refine((text) => graphemes(text) <= bounds.max, `takes at most ${bounds.max} characters`)
    .describe(`${bounds.min} to ${bounds.max} characters, as a reader counts them`)
}

/** As `plainText`, on one line. */
export function singleLine(bounds: { min: number; max: number }) {
  return plainText({ ...bounds, maxUtf16Units: bounds.max * 8 }).refine(isSingleLine, 'must stay on one line')
}

export const Handle = z
  .string()
  .min(limits.handleMin)
  .max(limits.handleMax)
  .regex(handlePattern, 'takes lower case letters, digits and single underscores between them')

/** A handle that a new member may choose. */
export const NewHandle = Handle.refine((handle) => !reservedHandles.includes(handle), 'is reserved')

export const DisplayName = singleLine({ min: 1, max: limits.nameGraphemes })

/** Compared without case, so stored in lower case. */
export const EmailAddress = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .transform((address) => address.toLowerCase())

export const Password = z
  .string()
  .min(limits.passwordMin)
  .max(limits.passwordMax)
  .refine(isPlainText, 'contains control characters or broken Unicode')

/** RFC 3339, UTC, milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 })
