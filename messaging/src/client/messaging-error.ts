/** The server would not do it, or could not be reached for so long that it was given up. */
export class MessagingError extends Error {
  override readonly name = 'MessagingError'
  /** A code of the contract's `messagingErrors`; `Offline` when there was no answer; else one of AppSync's own. */
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
