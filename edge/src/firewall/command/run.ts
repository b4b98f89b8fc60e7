import { resolve } from 'node:path'
import { type Arguments, onlyOperand, readArguments } from './arguments.ts'
import { changeCommands, makeChange, tryChange } from './change.ts'
import { changesText } from './changes.ts'
import { CommandFault, exitCodes } from './command-fault.ts'
import { cloudFormation } from './export.ts'
import { helpText } from './help.ts'
import { printLog } from './log.ts'
import { Place } from './place.ts'
import { replayFile, reportText } from './replay.ts'
import { readStatus, statusText } from './status.ts'

export interface Terminal {
  readonly dataDirectory: string
  readonly workingDirectory: string
  readonly print: (text: string) => void
  /** Ends what would follow for ever. */
  readonly interrupted: AbortSignal
}

interface Invocation extends Arguments {
  readonly place: Place
  readonly terminal: Terminal
}

type Command = (invocation: Invocation) => Promise<void>

const commands: Readonly<Record<string, Command | undefined>> = {
  async status({ place, options, terminal }) {
    const status = await readStatus(place)
    terminal.print(options.json ? asJson(status) : statusText(status, place.dataDirectory))
  },
  log: ({ place, options, terminal }) => printLog(place, options, terminal),
  async changes({ place, options, terminal }) {
    const changes = await place.changes()
    terminal.print(options.json ? asJson(changes.toReversed()) : changesText(changes))
  },
  async replay(invocation) {
    const { place, options, terminal } = invocation
    const path = (given: string): string => resolve(terminal.workingDirectory, given)
    const report = await replayFile(place, {
      recording: path(onlyOperand(invocation, 'file')),
      overlay: options.overlay && path(options.overlay),
      webAcl: options['web-acl'] && path(options['web-acl']),
    })
    terminal.print(options.json ? asJson(report) : reportText(report))
  },
  async export({ place, options, terminal }) {
    const { firewall } = await place.inForce()
    terminal.print(asJson(options.cloudformation ? cloudFormation(firewall) : firewall))
  },
}

/** @throws {CommandFault | FirewallFault | RecordingFault} with what to tell whoever typed it. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const read = readArguments(args)
  if (read.options.help || read.command === '' || read.command === 'help') return terminal.print(helpText.trimEnd())
  const place = new Place(terminal.dataDirectory)
  const invocation = { ...read, place, terminal }
  const command = commands[read.command]
  if (command === undefined && changeCommands[read.command] === undefined) {
    throw new CommandFault(
      `"${read.command}" is not a command. "npm run firewall -- --help" lists them.`,
      exitCodes.usage,
    )
  }
  await place.check()
  await (command ?? change)(invocation)
}

async function change({ place, options, terminal, ...args }: Invocation): Promise<void> {
  const patch = changeCommands[args.command]?.({ ...args, options }) ?? {}
  if (options.try) {
    const report = await tryChange(place, patch)
    return terminal.print(options.json ? asJson(report) : reportText(report))
  }
  const state = await makeChange(place, patch, options.note ?? '')
  terminal.print(options.json ? asJson(state) : 'Done, and in force. "npm run firewall -- changes" shows it.')
}

function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
