import { readCommand } from './config.ts'
import { readEnvironment } from './environments/read-environment.ts'
import { Refusal } from './refusal.ts'
import { synthesize } from './synth.ts'

try {
  const { size, place, topology, outdir } = readCommand(process.argv.slice(2))
  synthesize(readEnvironment(size, place), topology, outdir)
  process.stdout.write(`The templates are in ${outdir}\n`)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
