import { parseArgs } from 'node:util'
import { alarmCommand } from './alarm.ts'
import { CommandFault } from './command-fault.ts'
import { estimateCommand } from './estimate.ts'
import { gateCommand } from './gate.ts'
import { replayCommand } from './replay.ts'
import { teardownCommand } from './teardown.ts'
import { usage } from './usage.ts'

export type Print = (text: string) => void

const options = {
  alarm: { type: 'string' },
  story: { type: 'string' },
  series: { type: 'string' },
  range: { type: 'string' },
  threshold: { type: 'string' },
  env: { type: 'string' },
  topic: { type: 'string' },
  format: { type: 'string' },
  members: { type: 'string' },
  usage: { type: 'string' },
  templates: { type: 'string' },
  before: { type: 'string' },
  help: { type: 'boolean' },
} as const

export type Given = Readonly<Partial<Record<Exclude<keyof typeof options, 'help'>, string>>>

/** @throws {CommandFault} */
export async function runCommand(words: readonly string[], print: Print): Promise<void> {
  const { command, given } = read(words)
  if (command === 'replay') return replayCommand(given, print)
  if (command === 'alarm') return alarmCommand(given, print)
  if (command === 'estimate') return estimateCommand(given, print)
  if (command === 'gate') return gateCommand(given, print)
  if (command === 'teardown') return teardownCommand(given, print)
  if (command === 'help') return print(usage)
  throw new CommandFault(`There is no command "${command}".\n\n${usage}`)
}

function read(words: readonly string[]): { command: string; given: Given } {
  try {
    const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options })
    const [command = 'help', ...more] = positionals
    if (more.length > 0) throw new CommandFault(`"${more.join(' ')}" is not understood.\n\n${usage}`)
    return { command: values.help ? 'help' : command, given: values }
  } catch (error) {
    if (error instanceof CommandFault) throw error
    throw new CommandFault(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}
