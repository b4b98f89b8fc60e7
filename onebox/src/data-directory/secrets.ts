import { randomBytes } from 'node:crypto'
import { chmod, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '@porchlight/runtime/atomic-write'
import { hasCode, OperatorError } from '../operator-error.ts'

export const secretNames = [
  'auth-secret',
  'database-password',
  'database-admin-password',
  'grant-secret',
  'hook-secret',
] as const
export type SecretName = (typeof secretNames)[number]
export type Secrets = Readonly<Record<SecretName, string>>

/** Reads the secrets and makes those that are not there yet. */
export async function readSecrets(dataDirectory: string): Promise<Secrets> {
  const read = (name: SecretName): Promise<string> => readSecret(join(dataDirectory, 'secrets', name))
  // One after the other: where one is refused, none is still being written.
  return {
    'auth-secret': await read('auth-secret'),
    'database-password': await read('database-password'),
    'database-admin-password': await read('database-admin-password'),
    'grant-secret': await read('grant-secret'),
    'hook-secret': await read('hook-secret'),
  }
}

export async function hasDatabasePasswords(dataDirectory: string): Promise<boolean> {
  const found = await readdir(join(dataDirectory, 'secrets'))
  return found.includes('database-password') && found.includes('database-admin-password')
}

/** 256 bits in characters that need no escaping anywhere. */
async function readSecret(path: string): Promise<string> {
  const found = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
  if (found === undefined) {
    const made = randomBytes(32).toString('base64url')
    await writeAtomically(path, made)
    return made
  }
  if (!/^[\w-]{32,}(,[\w-]{32,})*$/.test(found.trim())) {
    throw new OperatorError(`The secret in ${path} is damaged. Put it back from a backup; deleting it makes a new one.`)
  }
  await chmod(path, 0o600)
  return found.trim()
}
