import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { z } from 'zod'
import { fixtureRepository, freePort, type Run, runEntry } from './testing/repository.ts'
import { isAlive, until } from './testing/supervision.ts'

const limits = { timeout: 60_000 }

interface Started {
  readonly run: Run
  readonly root: string
  readonly port: number
  readonly environment: Record<string, string>
}

async function begin(
  context: TestContext,
  settings: Record<string, string> = {},
  args: string[] = [],
): Promise<Started> {
  const root = await fixtureRepository(context)
  // Passable, so that PostgreSQL's own user reaches the data also when the tests run as root.
  await chmod(join(root, '..'), 0o711)
  const port = await freePort()
  const environment = { PORCHLIGHT_PORT: String(port), TMPDIR: join(root, '..'), ...settings }
  return { root, port, environment, run: again({ root, environment }, context, args) }
}

function again(
  { root, environment }: Pick<Started, 'root' | 'environment'>,
  context: TestContext,
  args: string[] = [],
): Run {
  return runEntry(context, [join(root, 'onebox/src/main.ts'), ...args], environment)
}

async function on(run: Run): Promise<void> {
  let ended = false
  void run.exited.then(() => {
    ended = true
  })
  await until(() => ended || run.output().includes('Porchlight is on'))
  assert.match(run.output(), /Porchlight is on/)
}

test('one place, from its start until it is stopped', limits, async (context) => {
  const started = await begin(context, { AWS_SECRET_ACCESS_KEY: 'hunter2', TZ: 'Europe/Lisbon' })
  const { run, root, port } = started
  await on(run)

  await context.test('a one-time link is printed, whose token is in no log', async () => {
    const token = new RegExp(`http://localhost:${port}/setup#token=([\\w-]{43})\\n`).exec(run.output())?.[1] ?? ''
    assert.notEqual(token, '')
    assert.equal(run.output().split(token).length, 2)
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200)
  })

  await context.test('programs are given what they need of the environment and no more', async () => {
    const edge = z
      .record(z.string(), z.string())
      .parse(await (await fetch(`http://127.0.0.1:${port}/environment`)).json())
    assert.equal(edge.PORCHLIGHT_LISTEN, `tcp:127.0.0.1:${port}`)
    assert.equal(edge.PORCHLIGHT_ORIGIN, `http://localhost:${port}`)
    assert.equal(edge.TZ, 'Europe/Lisbon')
    assert.deepEqual(
      ['AWS_SECRET_ACCESS_KEY', 'DATABASE_URL', 'PORCHLIGHT_AUTH_SECRET'].filter((name) => name in edge),
      [],
    )
  })

  await context.test('a second Porchlight on the same data ends with a sentence; the first goes on', async () => {
    const second = again(started, context)
    assert.equal(await second.exited, 1)
    assert.match(second.output(), /^Another Porchlight is running on the data in \S+\. Stop it first.*\n$/)
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200)
  })

  await context.test('SIGHUP replaces the processes of every service', async () => {
    run.kill('SIGHUP')
    await until(() => run.output().includes('every service has been rolled'))
    assert.equal(run.output().split('"msg":"rolled"').length - 1, 5)
  })

  await context.test('it stops with exit code 0, and what it keeps is in its place', async () => {
    run.kill('SIGINT')
    run.kill('SIGINT')
    assert.equal(await run.exited, 0)
    assert.deepEqual(await readdir(join(root, 'data')), [
      'backups',
      'config',
      'firewall',
      'format',
      'objects',
      'pg',
      'run',
      'secrets',
    ])
    assert.match(await readFile(join(root, 'data/config/porchlight.env'), 'utf8'), /^#PORCHLIGHT_PORT=8080$/m)
  })
})

test('after a kill everything leaves and the next start works', limits, async (context) => {
  const started = await begin(context)
  await on(started.run)
  const pids = [...started.run.output().matchAll(/"msg":"ready","pid":(\d+)|"pid":(\d+),"msg":"ready"/g)].map((found) =>
    Number(found[1] ?? found[2]),
  )
  assert.equal(pids.length, 8)
  started.run.kill('SIGKILL')
  await until(() => pids.every((pid) => !isAlive(pid)))
  const second = again(started, context)
  await on(second)
})

test('an occupied port ends it with a sentence that names another', limits, async (context) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  context.after(() => new Promise((resolve) => taken.close(resolve)))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { run } = await begin(context, { PORCHLIGHT_PORT: String(port) })
  assert.equal(await run.exited, 1)
  assert.match(
    run.output(),
    new RegExp(`^Port ${port} on 127.0.0.1 is taken by another program\\. .*PORCHLIGHT_PORT=\\d+ npm start\\n$`),
  )
})

test('faulty settings end it before it writes anything', limits, async (context) => {
  const { run, root } = await begin(context, { PORCHLIGHT_TOPOLOGY: 'ring', PORCHLIGHT_PROT: '80' })
  assert.equal(await run.exited, 1)
  assert.match(run.output(), /2 faults; nothing was started/)
  assert.equal((await readdir(root)).includes('data'), false)
})

test('a demo is given two members to sign in as, and is gone afterwards', limits, async (context) => {
  const root = await fixtureRepository(context)
  const members = [1, 2, 3].map((n) => ({ name: `Member ${n}`, email: `m${n}@example.org`, password: `secret-${n}` }))
  await writeFile(join(root, 'api/src/demo.ts'), `console.log(${JSON.stringify(JSON.stringify({ members }))})\n`)
  const temporary = join(root, '../tmp')
  await mkdir(temporary)
  await chmod(join(root, '..'), 0o711)
  await chmod(temporary, 0o711)
  const environment = { PORCHLIGHT_PORT: String(await freePort()), TMPDIR: temporary }
  const run = again({ root, environment }, context, ['--demo'])
  await on(run)
  assert.match(
    run.output(),
    /Member 1: m1@example\.org {2}password secret-1\n.*Member 2: m2@example\.org {2}password secret-2\n/,
  )
  assert.doesNotMatch(run.output(), /m3@example|setup#token/)
  run.kill('SIGTERM')
  assert.equal(await run.exited, 0)
  assert.deepEqual(await readdir(temporary), [])
})

test('doctor finds nothing wrong, and writes nothing', limits, async (context) => {
  const { run, root } = await begin(context, {}, ['doctor'])
  assert.equal(await run.exited, 0)
  assert.equal(
    run
      .output()
      .trim()
      .split('\n')
      .every((line) => line.startsWith('ok ')),
    true,
  )
  assert.equal((await readdir(root)).includes('data'), false)
})

test('an unknown command or option is named', limits, async (context) => {
  const { root, environment, run } = await begin(context, {}, ['begin'])
  assert.equal(await run.exited, 1)
  assert.match(run.output(), /"begin" is not a command/)
  const option = again({ root, environment }, context, ['--dmeo'])
  assert.equal(await option.exited, 1)
  assert.match(option.output(), /Unknown option '--dmeo'\. "npm start -- --help"/)
})
