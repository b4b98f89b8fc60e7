import { join } from 'node:path'
import { sharedServerVariable, startPostgresServer } from '@porchlight/runtime/testing/postgres'
import { requireChromium } from './chromium.ts'
import { repository, runInTurn } from './command.ts'
import { offerRedis } from './redis.ts'
import { checks, tests } from './steps.ts'

await requireChromium()
await offerRedis()
await runInTurn(checks)
// Ends with this process, whichever way that goes.
const { databaseUrl, stop } = await startPostgresServer()
await runInTurn(tests, {
  ...process.env,
  [sharedServerVariable]: databaseUrl,
  // Hundreds of processes load the same files: they are stripped of their types and compiled once.
  NODE_COMPILE_CACHE: join(repository, 'node_modules/.cache/porchlight/tests'),
})
await stop()
