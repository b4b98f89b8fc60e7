/** The server would not do it, or could not be reached for so long that it was given up. */
export class MessagingError extends Error {
  override readonly name = 'MessagingError'
  /** A code of the contract's `messagingErrors`; `Unavailable` also when there was no answer; else one of AppSync's own. */
  readonly code: string
  /** Whether the same may succeed shortly. */
  readonly transient: boolean

  constructor(code: string, message: string, options: ErrorOptions & { readonly transient?: boolean } = {}) {
    super(message, options)
    this.code = code
    this.transient = options.transient ?? false
  }
}

export function isTransient(error: unknown): boolean {
  return error instanceof MessagingError && error.transient
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof MessagingError && error.code === code
}
