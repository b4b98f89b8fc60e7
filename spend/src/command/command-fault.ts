/** What was asked cannot be done; the message says why and what to do. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault'
}
