import { createHash } from 'node:crypto'
import { globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { topologies } from '@porchlight/system/topology'
import { z } from 'zod'
import { type Assembly, Template } from './assembly.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules/.cache/porchlight-assemblies')

const Assemblies = z.array(
  z.object({
    environment: z.enum(['small', 'medium', 'large']),
    topology: z.enum(topologies),
    templates: z.array(z.object({ stack: z.string(), part: z.string(), template: Template })),
  }),
)

/** All nine, synthesized once for as long as what they are made of stays the same. */
export async function loadAssemblies(): Promise<readonly Assembly[]> {
  const file = join(cache, `${inputsHash()}.json`)
  return Assemblies.parse(readCached(file) ?? (await synthesizeAll(file)))
}

function readCached(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined // never made, or made by a run that was ended: it is made again
  }
}

const inputs = [
  'package-lock.json',
  'messaging/schema.graphql',
  ...['aws', 'system', 'contract', 'messaging'].map((tier) => `${tier}/src/**/*.{ts,mjs,graphql}`),
]

function inputsHash(): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of globSync(inputs, { cwd: root }).sort()) {
    if (!file.endsWith('.test.ts')) hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/** In one process: the libraries are loaded, the resolvers bundled and the schemas compiled once for all nine. */
async function synthesizeAll(file: string): Promise<readonly Assembly[]> {
  const [{ synthesize }, { readEnvironment, sizes }, { samplePlace }] = await Promise.all([
    import('../src/synth.ts'),
    import('../src/environments/read-environment.ts'),
    import('../src/sample-place.ts'),
  ])
  const outdir = mkdtempSync(join(tmpdir(), 'porchlight-proofs-'))
  const assemblies = sizes.flatMap(({ name }) =>
    topologies.map((topology): Assembly => {
      const { stacks } = synthesize(readEnvironment(name, samplePlace), topology, join(outdir, `${name}-${topology}`))
      const templates = stacks.map(({ stackName, template }) => ({
        stack: stackName,
        part: stackName.replace(`porchlight-${name}-`, ''),
        template: Template.parse(template),
      }))
      return { environment: name, topology, templates }
    }),
  )
  rmSync(outdir, { recursive: true })
  keep(file, assemblies)
  return assemblies
}

function keep(file: string, assemblies: readonly Assembly[]): void {
  rmSync(cache, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(assemblies))
  renameSync(unfinished, file)
}
