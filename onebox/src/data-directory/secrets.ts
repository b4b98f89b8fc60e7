import { randomBytes } from 'node:crypto'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode, OperatorError } from '../operator-error.ts'
import { writeAtomically } from './atomic-write.ts'

export const secretNames = ['auth-secret', 'hooks-secret', 'database-password', 'database-admin-password'] as const
export type SecretName = (typeof secretNames)[number]
export type Secrets = Readonly<Record<SecretName, string>>

/** Reads the secrets and makes those that are not there yet. */
export async function readSecrets(dataDirectory: string): Promise<Secrets> {
  const [auth, hooks, password, adminPassword] = await Promise.all(
    secretNames.map((name) => readSecret(join(dataDirectory, 'secrets', name))),
  )
  return {
    'auth-secret': auth ?? '',
    'hooks-secret': hooks ?? '',
    'database-password': password ?? '',
    'database-admin-password': adminPassword ?? '',
  }
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
  if (!/^[\w-]{32,}$/.test(found.trim())) {
    throw new OperatorError(`The secret in ${path} is damaged. Put it back from a backup; deleting it makes a new one.`)
  }
  await chmod(path, 0o600)
  return found.trim()
}
