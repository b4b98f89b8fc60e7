import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from 'node:process'
import { Log } from '../log.ts'
import { openDatabase } from '../postgres/open.ts'
import { restartPolicy } from '../supervisor/kept-alive.ts'
import { Supervisor } from '../supervisor/supervisor.ts'
import { fixtureProgram } from './supervision.ts'

/** A process that supervises a database and two replicas in the directory given, and says so in one line of JSON. */
const directory = process.argv[2] ?? ''
const run = join(directory, 'run')
await mkdir(run, { recursive: true })
const stop = new AbortController()
const log = new Log((line) => process.stderr.write(`${line}\n`), 'info')
const database = await openDatabase({
  directory: join(directory, 'pg'),
  socketRecord: join(run, 'database'),
  runtimeDirectory: undefined,
  passwords: { admin: 'an-administrator-for-tests-only', application: env.PASSWORD ?? 'an-application-for-tests-only' },
  newPasswords: env.PASSWORD !== undefined,
  durability: 'durable',
  log,
  signal: stop.signal,
})
const supervisor = new Supervisor({
  database: database.launch,
  programs: [fixtureProgram(run, { behaviour: env.FIXTURE === 'crashing' ? 'crashing' : 'well', needsDatabase: true })],
  policy: restartPolicy,
  log,
  noticeMs: 100,
  onCrashLoop: async (error) => {
    process.stderr.write(`${error.message}\n`)
    await supervisor.stop()
    process.exit(1)
  },
})
process.on('SIGTERM', async () => {
  await supervisor.stop()
  process.exit()
})
if (await supervisor.start()) {
  process.stdout.write(`${JSON.stringify({ pids: supervisor.pids(), databaseUrl: database.url })}\n`)
}
