import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runCommand } from '../command.ts'
import { hasCode } from '../operator-error.ts'
import { repositoryRoot } from '../repository.ts'
import type { PostgresBinaries } from './binaries.ts'
import { createCluster } from './cluster.ts'
import { asUser, type OsUser } from './os-user.ts'

/** Change it when what a new cluster holds changes. */
const version = 'postgres-18.4-2'

/**
 * Makes a throwaway cluster at `data` by copying one that was made once, which is several times faster than making
 * one; where the repository cannot be written to, it is made afresh. Returns the application's password.
 */
export async function copyOfTemplate(binaries: PostgresBinaries, user: OsUser, data: string): Promise<string> {
  const template = join(repositoryRoot, 'node_modules/.cache/porchlight', `${version}-${user.kind}`)
  const password = await readFile(join(template, 'password'), 'utf8').catch(() =>
    makeTemplate(binaries, user, template),
  )
  if (password !== undefined) {
    const { code } = await runCommand(asUser(user, 'cp', ['-R', join(template, 'data'), data]))
    if (code === 0) return password
    await rm(data, { recursive: true, force: true })
  }
  return make(binaries, user, data)
}

async function make(binaries: PostgresBinaries, user: OsUser, directory: string): Promise<string> {
  const passwords = { admin: randomBytes(16).toString('hex'), application: randomBytes(16).toString('hex') }
  await createCluster(binaries, { directory, user, passwords, durability: 'throwaway' })
  return passwords.application
}

async function makeTemplate(binaries: PostgresBinaries, user: OsUser, template: string): Promise<string | undefined> {
  const draft = await draftOf(template)
  if (draft === undefined) return undefined
  try {
    const password = await make(binaries, user, join(draft, 'data'))
    await writeFile(join(draft, 'password'), password, { mode: 0o600 })
    await rename(draft, template)
    return password
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another process made it meanwhile.
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST')) return readFile(join(template, 'password'), 'utf8')
    throw error
  }
}

/** Undefined where this user may not write. */
async function draftOf(template: string): Promise<string | undefined> {
  try {
    await mkdir(dirname(template), { recursive: true })
    const draft = await mkdtemp(`${template}.`)
    // The user that PostgreSQL runs as passes through.
    await chmod(draft, 0o711)
    return draft
  } catch {
    return undefined
  }
}
