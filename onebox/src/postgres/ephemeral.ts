import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import { databaseUrl } from './address.ts'
import { findBinaries } from './binaries.ts'
import { chooseUser } from './os-user.ts'
import { PostgresServer } from './server.ts'
import { copyOfTemplate } from './template.ts'

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
    const password = await copyOfTemplate(binaries, user, data)
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

await main()
// Whoever holds the other end of standard input would keep it open.
process.exit()
