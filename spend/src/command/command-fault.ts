/** What was asked cannot be done; the message says why and what to do. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault'
  readonly exitCode: number

  constructor(message: string, exitCode: number = exitCodes.refused) {
    super(message)
    this.exitCode = exitCode
  }
}

/** `overLimit` and `stillBilled` are for whoever deploys or destroys by program. */
export const exitCodes = { refused: 1, overLimit: 3, stillBilled: 4 } as const
