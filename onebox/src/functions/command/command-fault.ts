/** What a person who types commands is told, and the exit code for programs. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault'
  readonly exitCode: number

  constructor(message: string, exitCode: number = exitCodes.refused) {
    super(message)
    this.exitCode = exitCode
  }
}

export const exitCodes = { refused: 1, usage: 2, notRunning: 3 } as const
