import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { topologies } from '@porchlight/system/topology'
import { readEnvironment, sizes } from '../src/environments/read-environment.ts'
import { samplePlace } from '../src/sample-place.ts'
import { type Assembly, Template } from './assembly.ts'
import { violationsIn } from './nag/report.ts'
import { synthesizeChecked } from './nag/synthesize-checked.ts'

/** Writes all nine to the file that is named: the libraries are loaded, and resolvers bundled, once. */
const [file = ''] = process.argv.slice(2)
const outdir = mkdtempSync(join(tmpdir(), 'porchlight-proofs-'))
try {
  keep(sizes.flatMap(({ name }) => topologies.map((topology) => synthesize(name, topology))))
} finally {
  rmSync(outdir, { recursive: true })
}

function synthesize(environment: Assembly['environment'], topology: Assembly['topology']): Assembly {
  const directory = join(outdir, `${environment}-${topology}`)
  const { stacks } = synthesizeChecked(readEnvironment(environment, samplePlace), topology, directory)
  const templates = stacks.map(({ stackName, template }) => ({
    stack: stackName,
    part: stackName.replace(`porchlight-${environment}-`, ''),
    template: Template.parse(template),
  }))
  return { environment, topology, templates, violations: violationsIn(directory) }
}

/** Whole or not at all; what an earlier state of the sources came to goes. */
function keep(assemblies: readonly Assembly[]): void {
  rmSync(dirname(file), { recursive: true, force: true })
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(assemblies))
  renameSync(unfinished, file)
}
