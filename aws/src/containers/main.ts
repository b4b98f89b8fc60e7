import { Refusal } from '../refusal.ts'
import { runCommand } from './command.ts'

try {
  await runCommand(process.argv.slice(2), (text) => void process.stdout.write(`${text}\n`))
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
