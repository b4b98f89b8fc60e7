import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { topologies } from '@porchlight/system/topology'
import { z } from 'zod'
import { type Assembly, Template, Violation } from './assembly.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules/.cache/porchlight-assemblies')

const Assemblies = z.array(
  z.object({
    environment: z.enum(['small', 'medium', 'large']),
    topology: z.enum(topologies),
    templates: z.array(z.object({ stack: z.string(), part: z.string(), template: Template })),
    violations: z.array(Violation),
  }),
)

/** All nine, synthesized once for as long as what they are made of stays the same. */
export function loadAssemblies(): readonly Assembly[] {
  const file = join(cache, `${inputsHash()}.json`)
  return Assemblies.parse(readCached(file) ?? synthesizeAll(file))
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
  'aws/proofs/{assemblies,assembly,synthesize-all}.ts',
  'aws/proofs/nag/{report,synthesize-checked}.ts',
]

function inputsHash(): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of globSync(inputs, { cwd: root }).sort()) {
    if (!file.endsWith('.test.ts')) hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/** In a process of its own: CDK prints whatever AWS's rules say, and what of it counts is for the proofs to say. */
function synthesizeAll(file: string): unknown {
  const program = fileURLToPath(new URL('synthesize-all.ts', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [program, file], { encoding: 'utf8', maxBuffer: 64_000_000 })
  if (status !== 0) throw new Error(`The assemblies could not be synthesized:\n${stderr.slice(-5_000)}`)
  return readCached(file)
}
