import { createHash } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'
import type { Architecture } from './tier-image.ts'

/** A shared library of Debian's that Node is linked with. */
export interface Library {
  readonly file: string
  /** In the image, from its root. */
  readonly to: string
  readonly debianPackage: string
  readonly version: string
  /** In hexadecimal. */
  readonly sha256: string
}

/** By the package of Debian's that has them. */
const shared = {
  libc6: ['libc.so.6', 'libdl.so.2', 'libm.so.6', 'libpthread.so.0', 'librt.so.1'],
  'libstdc++6': ['libstdc++.so.6'],
  'libgcc-s1': ['libgcc_s.so.1'],
  libatomic1: ['libatomic.so.1'],
} as const

const platforms = {
  x64: { triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2', loaderDirectory: 'lib64', debian: 'amd64' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1', loaderDirectory: 'lib', debian: 'arm64' },
} as const satisfies Record<Architecture, object>

/** @throws {Refusal} where this machine lacks one, with the command that installs it. */
export async function findLibraries(architecture: Architecture): Promise<Library[]> {
  const { triplet, loader, loaderDirectory } = platforms[architecture]
  const versions = await installedVersions(architecture)
  const wanted = Object.entries(shared).flatMap(([debianPackage, names]) =>
    names.map((name) => ({ name, debianPackage, to: join('lib', triplet, name) })),
  )
  const ofLibc = { name: loader, debianPackage: 'libc6', to: join(loaderDirectory, loader) }
  return Promise.all(
    [...wanted, ofLibc].map(async ({ name, debianPackage, to }) => {
      const file = await realpath(join(directoryOf(architecture), name))
      const hash = createHash('sha256').update(await readFile(file))
      return { file, to, debianPackage, version: versions.get(debianPackage) ?? '', sha256: hash.digest('hex') }
    }),
  )
}

/** Of another processor than this machine's, libraries are where Debian's `-cross` packages put them. */
function directoryOf(architecture: Architecture): string {
  const { triplet } = platforms[architecture]
  return process.arch === architecture ? `/usr/lib/${triplet}` : `/usr/${triplet}/lib`
}

async function installedVersions(architecture: Architecture): Promise<ReadonlyMap<string, string>> {
  const suffix = process.arch === architecture ? '' : `-${platforms[architecture].debian}-cross`
  const names = Object.keys(shared).map((name) => `${name}${suffix}`)
  const advice = `Images take their libraries from Debian or Ubuntu. There: apt-get install ${names.join(' ')}`
  const format = `\${Version}\\n`
  const shown = await runProgram('dpkg-query', ['--show', '--showformat', format, ...names], advice)
  return new Map(shown.split('\n').map((version, index) => [Object.keys(shared)[index] ?? '', version]))
}
