import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repository } from './child.ts'

/** What a clone does not have, and what is too large to copy. */
const left = new Set(['node_modules', 'data', 'artefacts', 'dist', '.git'])

/**
 * The repository as it is right after the first install, for the length of `use`: its own files copied, packages linked
 * to those installed here, nothing built and nothing compiled.
 */
export async function inFreshClone<Result>(use: (root: string) => Promise<Result>): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'porchlight-clone-'))
  try {
    await cp(repository, root, {
      recursive: true,
      filter: (source) => !left.has(source.slice(source.lastIndexOf('/') + 1)),
    })
    await linkPackages(join(repository, 'node_modules'), join(root, 'node_modules'))
    return await use(root)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/** Our own packages must be the clone's; the others may be found where they are. */
async function linkPackages(installed: string, linked: string): Promise<void> {
  await mkdir(join(linked, '@porchlight'), { recursive: true })
  const names = (await readdir(installed)).filter((name) => name !== '@porchlight' && name !== '.cache')
  for (const name of names) await symlink(join(installed, name), join(linked, name))
  for (const name of await readdir(join(installed, '@porchlight'))) {
    await symlink(join('../..', name), join(linked, '@porchlight', name))
  }
}
