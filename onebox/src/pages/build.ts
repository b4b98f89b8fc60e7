import { createHash } from 'node:crypto'
import { access, glob, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { runCommand } from '../command.ts'
import { type DataLock, tryLock } from '../data-directory/lock.ts'
import { OperatorError } from '../operator-error.ts'
import { repositoryRoot } from '../repository.ts'

const sources = [
  'web/src/**/*',
  'web/build/**/*',
  'web/public/**/*',
  'web/index.html',
  'web/vite.config.ts',
  'web/package.json',
  'contract/src/**/*',
  'package-lock.json',
]
const stamp = 'web/dist/.built-from'
const waitMs = 200

export interface BuildOptions {
  readonly root?: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Called before a build, with what is being done. */
  readonly announce: (text: string) => void
  readonly signal?: AbortSignal
}

type Vite = Pick<BuildOptions, 'environment'> & { readonly root: string; readonly signal: AbortSignal | undefined }

/**
 * Builds the pages that `web` serves when they are not built from what is in the repository now.
 *
 * @throws {OperatorError} with the last lines of a build that failed.
 */
export async function buildPages({
  root = repositoryRoot,
  environment,
  announce,
  signal,
}: BuildOptions): Promise<void> {
  // Tests start repositories that have no pages.
  if (!(await exists(join(root, 'web/vite.config.ts')))) return
  const hash = await hashOfSources(root)
  const isBuilt = async () => (await readFile(join(root, stamp), 'utf8').catch(() => '')) === hash
  if (await isBuilt()) return
  const lock = await turnToBuild(root, signal)
  try {
    if (!(await isBuilt())) await build({ root, environment, announce, ...(signal && { signal }) }, hash)
  } finally {
    lock.release()
  }
}

/** Two that start at once from one repository would write into the same directory. */
async function turnToBuild(root: string, signal: AbortSignal | undefined): Promise<DataLock> {
  for (;;) {
    const lock = tryLock(join(root, 'node_modules/.building-pages'))
    if (lock !== undefined) return lock
    await delay(waitMs, undefined, { signal })
  }
}

async function build(
  { root, environment, announce, signal }: BuildOptions & { readonly root: string },
  hash: string,
): Promise<void> {
  announce('Building the pages, once after an update.')
  await rm(join(root, stamp), { force: true })
  // What browsers run, and what the server renders a first page with.
  for (const words of [['build'], ['build', '--ssr']]) await vite({ root, environment, signal }, words)
  await writeFile(join(root, stamp), hash)
}

async function vite({ root, environment, signal }: Vite, words: readonly string[]): Promise<void> {
  const { code, output } = await runCommand(
    { file: process.execPath, args: [join(root, 'node_modules/vite/bin/vite.js'), ...words] },
    {
      cwd: join(root, 'web'),
      environment: {
        PATH: environment.PATH ?? '',
        HOME: environment.HOME ?? '',
        NODE_ENV: 'production',
        CI: '1',
        NO_COLOR: '1',
      },
      ...(signal && { signal }),
    },
  )
  if (code === 0) return
  const last = output.trim().split('\n').slice(-20).join('\n  ')
  throw new OperatorError(
    `The pages could not be built:\n  ${last}\nMend what it names; "npm ci" helps where a package is missing.`,
  )
}

async function hashOfSources(root: string): Promise<string> {
  const hash = createHash('sha256')
  const entries = await Array.fromAsync(glob(sources, { cwd: root, withFileTypes: true }))
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) hash.update(`${file.slice(root.length)}\0`).update(await readFile(file))
  return hash.digest('hex')
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
