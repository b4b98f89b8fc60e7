import { parseArgs } from 'node:util'
import { CommandFault, exitCodes } from './command-fault.ts'

export interface Arguments {
  readonly command: string
  readonly operands: readonly string[]
  readonly options: Options
}

const options = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  follow: { type: 'boolean' },
  try: { type: 'boolean' },
  cloudformation: { type: 'boolean' },
  rule: { type: 'string' },
  action: { type: 'string' },
  address: { type: 'string' },
  limit: { type: 'string' },
  note: { type: 'string' },
  overlay: { type: 'string' },
  'web-acl': { type: 'string' },
} as const

export type Options = ReturnType<typeof parse>['values']

/** @throws {CommandFault} where an option is not known. */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parse(args)
    const [command = '', ...operands] = positionals
    return { command, operands, options: values }
  } catch (error) {
    const fault = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new CommandFault(`${fault}. "npm run firewall -- --help" lists what there is.`, exitCodes.usage)
  }
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options })
}

/** @throws {CommandFault} where there is none, or more than one. */
export function onlyOperand({ command, operands }: Arguments, what: string): string {
  const [operand, ...others] = operands
  if (operand === undefined || others.length > 0) {
    throw new CommandFault(
      `"${command}" takes one ${what}: npm run firewall -- ${command} ${what.toUpperCase()}`,
      exitCodes.usage,
    )
  }
  return operand
}
