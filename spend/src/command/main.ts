import { CommandFault } from './command-fault.ts'
import { runCommand } from './run.ts'

try {
  await runCommand(process.argv.slice(2), (text) => void process.stdout.write(`${text}\n`))
} catch (error) {
  if (!(error instanceof CommandFault)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
