import { parseArgs } from 'node:util'
import { environment } from './config.ts'
import { loadConfiguration } from './configuration/configuration.ts'
import { printedConfiguration } from './configuration/print.ts'
import { runDoctor } from './doctor.ts'
import { helpText } from './help.ts'
import { OperatorError } from './operator-error.ts'
import { start, startDemo } from './start.ts'

async function main(args: readonly string[]): Promise<void> {
  const { command, help, demo } = readArguments(args)
  if (help) return void process.stdout.write(helpText())
  switch (command) {
    case '':
      return demo ? startDemo(environment, process.stdout) : start(environment, process.stdout)
    case 'doctor':
      return doctor()
    case 'config print':
      return void process.stdout.write(
        printedConfiguration((await loadConfiguration(environment, process.stdout.isTTY)).effective),
      )
    default:
      throw new OperatorError(`"${command}" is not a command. "npm start -- --help" lists them.`)
  }
}

function readArguments(args: readonly string[]): { command: string; help: boolean; demo: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, demo: { type: 'boolean' } },
    })
    return { command: positionals.join(' '), help: values.help ?? false, demo: values.demo ?? false }
  } catch (cause) {
    const fault = cause instanceof Error ? cause.message.split('. ')[0] : String(cause)
    throw new OperatorError(`${fault}. "npm start -- --help" lists what there is.`, { cause })
  }
}

async function doctor(): Promise<void> {
  const { values } = await loadConfiguration(environment, process.stdout.isTTY)
  const well = await runDoctor(values, (line) => process.stdout.write(`${line}\n`))
  if (!well) process.exitCode = 1
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(
    `${error instanceof OperatorError ? error.message : (error instanceof Error && error.stack) || error}\n`,
  )
  process.exitCode = 1
}
// What is still open then, such as a log that nobody reads, must not hold the process.
process.exit()
