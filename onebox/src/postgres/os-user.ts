import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Command, runCommand } from '../command.ts'
import { OperatorError } from '../operator-error.ts'

/**
 * Who PostgreSQL runs as. It refuses to run as root: started by root it is another user or, where that user cannot
 * reach its files, root under another number in a user namespace (Linux).
 */
export type OsUser =
  | { readonly kind: 'current' }
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'namespace' }

const nobodyId = 65_534

export function asUser(user: OsUser, file: string, args: readonly string[]): Command {
  switch (user.kind) {
    case 'current':
      return { file, args }
    case 'other':
      return { file, args, uid: user.uid, gid: user.gid }
    case 'namespace':
      return { file: 'unshare', args: ['--user', `--map-user=${nobodyId}`, '--', file, ...args] }
  }
}

/**
 * Chooses the user for a directory that only PostgreSQL uses, making it where it is missing. Under root the owner of
 * an existing directory is kept, so that a place once started by an ordinary user stays theirs.
 *
 * @throws {OperatorError} when root can neither become another user here nor make a user namespace.
 */
export async function chooseUser(directory: string, postgres: string): Promise<OsUser> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  if (process.getuid?.() !== 0) return { kind: 'current' }
  const owner = await stat(directory)
  const other = owner.uid === 0 ? await nobody() : { kind: 'other' as const, uid: owner.uid, gid: owner.gid }
  if (other && (await canReach(other, directory, postgres))) {
    await own(directory, other)
    return other
  }
  const namespace = { kind: 'namespace' } as const
  if (await canRun(namespace, postgres)) {
    await own(directory, namespace)
    return namespace
  }
  throw new OperatorError(
    `PostgreSQL does not run as root, and no other user can reach ${directory} or ${postgres}. ` +
      'Start Porchlight as an ordinary user, or move it and its data out of folders that only root can enter.',
  )
}

/** Gives files to the user that will read and write them. */
export async function own(path: string, user: OsUser): Promise<void> {
  if (user.kind === 'current') return
  const ids = user.kind === 'other' ? user : { uid: 0, gid: 0 }
  if ((await stat(path)).uid === ids.uid) return
  const { code, output } = await runCommand({ file: 'chown', args: ['-R', `${ids.uid}:${ids.gid}`, path] })
  if (code !== 0)
    throw new OperatorError(`The files in ${path} could not be given to PostgreSQL's user: ${output.trim()}`)
}

async function nobody(): Promise<OsUser | undefined> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await runCommand({ file: 'id', args: [flag, 'nobody'] })).output) | 0),
  )
  return uid ? { kind: 'other', uid, gid: gid ?? uid } : undefined
}

/** The directory itself may still be root's: it is given away only when everything above it can be passed. */
async function canReach(user: OsUser, directory: string, postgres: string): Promise<boolean> {
  const target = (await stat(directory)).uid === 0 ? dirname(directory) : directory
  const reached = await runCommand(asUser(user, '/bin/sh', ['-c', 'cd "$1"', 'sh', target]))
  return reached.code === 0 && (await canRun(user, postgres))
}

async function canRun(user: OsUser, postgres: string): Promise<boolean> {
  const result = await runCommand(asUser(user, postgres, ['--version'])).catch(() => undefined)
  return result?.code === 0
}
