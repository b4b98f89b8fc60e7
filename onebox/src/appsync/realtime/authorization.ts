/** The headers by which a client says who it is, in lower case: at least `host` and `authorization`. */
export type Authorization = Readonly<Record<string, string>>

/** Undefined where `host` or `authorization` is missing. */
export function readAuthorization(given: unknown): Authorization | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const headers: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'string') headers[name.toLowerCase()] = value
  }
  return headers.host && headers.authorization ? headers : undefined
}
