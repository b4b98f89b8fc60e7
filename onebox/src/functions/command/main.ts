import { CommandFault, exitCodes } from './command-fault.ts'
import { dataDirectory } from './config.ts'
import { runCommand } from './run.ts'

try {
  await runCommand(process.argv.slice(2), { dataDirectory, print: (text) => void process.stdout.write(`${text}\n`) })
} catch (error) {
  const foreseen = error instanceof CommandFault
  process.stderr.write(`${foreseen ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = foreseen ? error.exitCode : exitCodes.refused
}
