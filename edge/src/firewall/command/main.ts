import { FirewallFault } from '@porchlight/system/web-acl/fault'
import { RecordingFault } from '../replay/recording-fault.ts'
import { CommandFault, exitCodes } from './command-fault.ts'
import { dataDirectory, workingDirectory } from './config.ts'
import { runCommand } from './run.ts'

try {
  const print = (text: string): void => void process.stdout.write(`${text}\n`)
  const interruption = new AbortController()
  process.once('SIGINT', () => interruption.abort())
  const { signal: interrupted } = interruption
  await runCommand(process.argv.slice(2), { dataDirectory, workingDirectory, print, interrupted })
} catch (error) {
  process.stderr.write(`${told(error)}\n`)
  process.exitCode = error instanceof CommandFault ? error.exitCode : exitCodes.refused
}

/** A person reads a sentence; what nobody foresaw comes with where it happened. */
function told(error: unknown): string {
  const foreseen = error instanceof CommandFault || error instanceof FirewallFault || error instanceof RecordingFault
  if (foreseen || !(error instanceof Error)) return foreseen ? error.message : String(error)
  return error.stack ?? error.message
}
