import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { repository } from './repository.ts'
import { runProgram } from './run-program.ts'

const Locked = z.object({
  version: z.string().default(''),
  integrity: z.string().optional(),
  license: z.string().optional(),
})
const Lock = z.object({ packages: z.record(z.string(), Locked) })
const Packed = z.array(z.object({ filename: z.string() }))

export interface LockedPackage extends z.infer<typeof Locked> {
  readonly name: string
}

export type Lockfile = ReadonlyMap<string, LockedPackage>

/** Every package of `package-lock.json` by its folder, such as `node_modules/pg`. */
export async function readLockfile(): Promise<Lockfile> {
  const { packages } = Lock.parse(JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8')))
  return new Map(
    Object.entries(packages).map(([folder, locked]) => [folder, { ...locked, name: nameOf(folder) }] as const),
  )
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** @throws {Refusal} of a package that the lock does not hold. */
export function lockedAt(lockfile: Lockfile, folder: string): LockedPackage {
  const found = lockfile.get(folder)
  if (found === undefined) throw new Refusal(`package-lock.json has no ${folder}: run npm install, then build again.`)
  return found
}

/**
 * The directory of a package, of another processor's too: as it was installed here, or fetched into `cache`.
 *
 * @throws {Refusal} where what was fetched is not what the lock has the hash of.
 */
export async function packageDirectory(locked: LockedPackage, cache: string): Promise<string> {
  const installed = join(repository, 'node_modules', locked.name)
  if (existsSync(installed)) return installed
  const directory = join(cache, locked.name, locked.version)
  const fetched = join(directory, 'package')
  if (existsSync(fetched)) return fetched
  await mkdir(directory, { recursive: true })
  const words = ['pack', `${locked.name}@${locked.version}`, '--json', '--pack-destination', directory]
  const packed = await runProgram('npm', words, 'The npm registry must be reachable for packages of another processor.')
  const archive = join(directory, Packed.parse(JSON.parse(packed))[0]?.filename ?? '')
  const hash = createHash('sha512').update(await readFile(archive))
  const integrity = `sha512-${hash.digest('base64')}`
  if (integrity !== locked.integrity) {
    throw new Refusal(`${locked.name} has the hash ${integrity}, and package-lock.json ${locked.integrity}.`)
  }
  await runProgram('tar', ['-xzf', archive, '-C', directory], 'Is the disk full?')
  return fetched
}
