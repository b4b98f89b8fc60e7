import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { query } from '../testing/place.ts'
import { temporaryDirectory, until } from '../testing/supervision.ts'

const limits = { timeout: 60_000 }

async function startEphemeral(context: TestContext) {
  const directory = await temporaryDirectory(context)
  await chmod(directory, 0o711)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'ephemeral.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: '/usr/bin:/bin', TMPDIR: directory },
  })
  const exited = once(child, 'exit')
  context.after(async () => {
    child.stdin.destroy()
    await exited
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const databaseUrl = String(JSON.parse(String(line)).databaseUrl)
  return { child, exited, directory, databaseUrl }
}

test(
  'it gives an empty database over a Unix socket, and goes with its files when its input ends',
  limits,
  async (context) => {
    const { child, exited, directory, databaseUrl } = await startEphemeral(context)
    assert.match(databaseUrl, /^postgresql:\/\/porchlight:\w+@\/porchlight\?host=/)
    const rows = await query(
      databaseUrl,
      "select current_user as who, (select count(*)::int from pg_tables where schemaname = 'public') as tables",
    )
    assert.deepEqual(rows, [{ who: 'porchlight', tables: 0 }])
    child.stdin.end()
    assert.deepEqual(await exited, [0, null])
    assert.deepEqual(await readdir(directory), [])
  },
)

test('it goes when asked to stop', limits, async (context) => {
  const { child, exited, directory } = await startEphemeral(context)
  child.kill('SIGTERM')
  assert.deepEqual(await exited, [0, null])
  assert.deepEqual(await readdir(directory), [])
})

test('when it is killed its server and its files go', limits, async (context) => {
  const { child, directory } = await startEphemeral(context)
  child.kill('SIGKILL')
  await until(async () => (await readdir(directory)).length === 0)
})
