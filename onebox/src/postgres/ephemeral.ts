import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../command.ts'
import { OperatorError } from '../operator-error.ts'
import { repositoryRoot } from '../repository.ts'
import { databaseUrl } from './address.ts'
import { findBinaries, type PostgresBinaries } from './binaries.ts'
import { createCluster } from './cluster.ts'
import { asUser, chooseUser, type OsUser } from './os-user.ts'
import { PostgresServer } from './server.ts'

/** Change it when what a new cluster holds changes. */
const templateVersion = 'postgres-18.4-1'

/**
 * A PostgreSQL to throw away: prints `{"databaseUrl": "..."}` on one line once it takes connections, and is gone with
 * everything it wrote when its standard input closes or it is asked to stop.
 */
async function main(): Promise<void> {
  const asked = askedToLeave()
  const binaries = await findBinaries()
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-pg-'))
  try {
    const data = join(directory, 'data')
    const user = await chooseUser(directory, binaries.postgres)
    const password = await copyTemplate(binaries, user, data)
    const lines: string[] = []
    const server = await PostgresServer.start(binaries, {
      dataDirectory: data,
      socketDirectory: directory,
      user,
      durability: 'throwaway',
      throwawayDirectory: directory,
      onLine: (line) => lines.push(line),
    })
    if (!(await server.ready())) throw new OperatorError(`PostgreSQL did not start:\n${lines.join('\n')}`)
    process.stdout.write(`${JSON.stringify({ databaseUrl: databaseUrl(directory, password) })}\n`)
    await Promise.race([asked, server.exited])
    await server.stop(2_000)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function askedToLeave(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve())
    process.stdin.on('end', resolve).on('error', resolve).resume()
    process.stdout.on('error', resolve)
  })
}

/** Copies a cluster made once, which is several times faster than making one. Returns the application's password. */
async function copyTemplate(binaries: PostgresBinaries, user: OsUser, data: string): Promise<string> {
  const cache = join(repositoryRoot, 'node_modules/.cache/porchlight', `${templateVersion}-${user.kind}`)
  const password = await readFile(join(cache, 'password'), 'utf8').catch(() => makeTemplate(binaries, user, cache))
  const { code, output } = await runCommand(asUser(user, 'cp', ['-R', join(cache, 'data'), data]))
  if (code !== 0)
    throw new OperatorError(`The template in ${cache} could not be copied; delete it and try again: ${output}`)
  return password
}

async function makeTemplate(binaries: PostgresBinaries, user: OsUser, cache: string): Promise<string> {
  const draft = `${cache}.${process.pid}`
  await mkdir(draft, { recursive: true, mode: 0o711 })
  const password = randomBytes(16).toString('hex')
  const admin = randomBytes(16).toString('hex')
  const directory = join(draft, 'data')
  await createCluster(binaries, {
    directory,
    user,
    passwords: { admin, application: password },
    durability: 'throwaway',
  })
  await writeFile(join(draft, 'password'), password, { mode: 0o600 })
  try {
    await rename(draft, cache)
    return password
  } catch {
    // Another process made it meanwhile.
    await rm(draft, { recursive: true, force: true })
    return readFile(join(cache, 'password'), 'utf8')
  }
}

await main()
// Whoever holds the other end of standard input would keep it open.
process.exit()
