import { z } from 'zod'

/** Every fault in the settings, one sentence each, so that an operator mends them in one go. */
export class SettingsError extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      `The settings have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    )
    this.name = 'SettingsError'
    this.faults = faults
  }
}

/** Names and their text, as `process.env` gives them. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Parses the named settings; names that the schema does not hold are left to whoever they belong to.
 *
 * @throws {SettingsError} with every missing or malformed name.
 */
export function readSettings<Schema extends z.ZodObject>(schema: Schema, environment: Environment): z.infer<Schema> {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = schema.safeParse(present)
  if (result.success) return result.data
  throw new SettingsError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
}

/** A whole number written as text, within limits. */
export function wholeNumber(limits: { min: number; max: number }): z.ZodType<number, string> {
  const message = `must be a whole number from ${limits.min} to ${limits.max}`
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= limits.min && value <= limits.max, message)
}
