import { parseArgs } from 'node:util'
import { FunctionName } from '@porchlight/contract/function-messages'
import {
  DeadLetterCount,
  DeadLetterPage,
  DeadLetterSelection,
  FunctionsStatus,
  functionsPaths,
} from '@porchlight/contract/functions-control'
import { type Asked, askRunner } from './ask-runner.ts'
import { CommandFault, exitCodes } from './command-fault.ts'
import { helpText } from './help.ts'
import { deadLettersText, statusText } from './text.ts'

export interface Terminal {
  readonly dataDirectory: string
  readonly print: (text: string) => void
}

interface Typed {
  readonly operands: readonly string[]
  readonly options: ReturnType<typeof parse>['values']
  readonly ask: (asked: Asked) => Promise<unknown>
}

/** Each resolves with its answer for programs, and for people. */
const commands: Readonly<Record<string, ((typed: Typed) => Promise<{ json: unknown; text: string }>) | undefined>> = {
  async status({ ask }) {
    const status = FunctionsStatus.parse(await ask({ method: 'GET', path: functionsPaths.status }))
    return { json: status, text: statusText(status) }
  },
  async 'dead-letters'({ operands, options, ask }) {
    const query = new URLSearchParams()
    if (operands[0] !== undefined) query.set('function', parseFunction(operands[0]))
    if (options.limit !== undefined) query.set('limit', options.limit)
    if (options.cursor !== undefined) query.set('cursor', options.cursor)
    const page = DeadLetterPage.parse(await ask({ method: 'GET', path: `${functionsPaths.deadLetters}?${query}` }))
    return { json: page, text: deadLettersText(page) }
  },
  async redrive({ operands, ask }) {
    const body = selection(operands, 'redrive')
    const answer = DeadLetterCount.parse(await ask({ method: 'POST', path: functionsPaths.redrive, body }))
    return { json: answer, text: `${answer.count} given to their function again. "status" shows how it goes.` }
  },
  async drop({ operands, ask }) {
    const body = selection(operands, 'drop')
    const answer = DeadLetterCount.parse(await ask({ method: 'DELETE', path: functionsPaths.deadLetters, body }))
    return { json: answer, text: `${answer.count} dropped.` }
  },
}

/** @throws {CommandFault} with what to tell whoever typed it. */
export async function runCommand(args: readonly string[], { dataDirectory, print }: Terminal): Promise<void> {
  const { values: options, positionals } = readArguments(args)
  const [name = 'help', ...operands] = positionals
  if (options.help || name === 'help') return print(helpText.trimEnd())
  const command = commands[name]
  if (command === undefined) throw usage(`"${name}" is not a command`)
  const answer = await command({ operands, options, ask: (asked) => askRunner(dataDirectory, asked) })
  print(options.json ? JSON.stringify(answer.json, null, 2) : answer.text)
}

function readArguments(args: readonly string[]) {
  try {
    return parse(args)
  } catch (error) {
    throw usage(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error))
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { help: { ...flag, short: 'h' }, json: flag, limit: text, cursor: text } as const
  return parseArgs({ args: [...args], allowPositionals: true, options })
}

function selection(operands: readonly string[], command: string): DeadLetterSelection {
  const name = FunctionName.safeParse(operands[0])
  if (name.success && operands.length === 1) return { function: name.data }
  const ids = DeadLetterSelection.safeParse({ ids: operands })
  if (ids.success) return ids.data
  throw usage(`"${command}" takes the ids of dead letters, up to 100, or a function`)
}

function parseFunction(text: string): FunctionName {
  const name = FunctionName.safeParse(text)
  if (name.success) return name.data
  throw usage(`"${text}" is not a function: there are ${FunctionName.options.join(' and ')}`)
}

function usage(fault: string): CommandFault {
  return new CommandFault(`${fault}. "npm run functions -- --help" lists what there is.`, exitCodes.usage)
}
