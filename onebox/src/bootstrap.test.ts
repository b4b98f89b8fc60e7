import assert from 'node:assert/strict'
import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { repositoryRoot } from './repository.ts'
import { runEntry } from './testing/repository.ts'
import { isAlive, temporaryDirectory, until } from './testing/supervision.ts'

const limits = { timeout: 30_000 }

const lock = (version: string): string =>
  JSON.stringify({
    packages: {
      '': {},
      'node_modules/a': { version, integrity: 'sha512-x' },
      'node_modules/for-another-machine': { version: '1.0.0', optional: true, os: ['aix'] },
    },
  })

/** A repository whose npm says what it was asked, and installs by writing down what the lock file wants. */
async function repository(context: TestContext, npm = 'cp package-lock.json node_modules/.package-lock.json') {
  const root = await temporaryDirectory(context)
  const node = join(repositoryRoot, 'node_modules/.bin/node')
  const files = {
    'package-lock.json': lock('1.0.0'),
    'node_modules/.package-lock.json': lock('1.0.0'),
    'onebox/bootstrap.mjs': await readFile(join(import.meta.dirname, '../bootstrap.mjs'), 'utf8'),
    'onebox/src/supervisor/leash.ts': await readFile(join(import.meta.dirname, 'supervisor/leash.ts'), 'utf8'),
    'entry.mjs':
      "console.log('entry', process.version, process.argv.slice(2).join(), process.env.npm_config_ignore_scripts); process.exitCode = 7\n",
    'bin/npm': `#!/bin/sh\necho "npm $* ignoring scripts: $npm_config_ignore_scripts"\nmkdir -p node_modules/.bin\nln -sf ${node} node_modules/.bin/node\n${npm}\n`,
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, dirname(path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  await chmod(join(root, 'bin/npm'), 0o755)
  await mkdir(join(root, 'node_modules/.bin'))
  await symlink(node, join(root, 'node_modules/.bin/node'))
  const run = (entry = 'entry.mjs', ...args: string[]) =>
    runEntry(context, [join(root, 'onebox/bootstrap.mjs'), entry, ...args], {
      PATH: `${join(root, 'bin')}:/usr/bin:/bin`,
      npm_config_ignore_scripts: 'true',
    })
  return { root, run }
}

test(
  'what npm installed from this lock file is used as it is, with arguments and exit code passed on',
  limits,
  async (context) => {
    const { run } = await repository(context)
    const { exited, output } = run('entry.mjs', 'a', 'b')
    assert.equal(await exited, 7)
    assert.equal(output(), 'entry v26.10.0 a,b undefined\n')
  },
)

test('a changed lock file is installed once, without the settings of the npm that runs us', limits, async (context) => {
  const { root, run } = await repository(context)
  await writeFile(join(root, 'package-lock.json'), lock('1.0.1'))
  const first = run()
  await first.exited
  assert.match(first.output(), /^Installing packages with "npm ci": package-lock\.json has changed/)
  assert.match(first.output(), /npm ci .*ignoring scripts: \n/)
  const second = run()
  await second.exited
  assert.equal(second.output(), 'entry v26.10.0  undefined\n')
})

test('a first start installs', limits, async (context) => {
  const { root, run } = await repository(context)
  await rm(join(root, 'node_modules'), { recursive: true })
  const { exited, output } = run()
  assert.equal(await exited, 7)
  assert.match(output(), /^Installing packages with "npm ci": the first start needs them/)
})

test('an installation that fails says what to do, and is tried again', limits, async (context) => {
  const { root, run } = await repository(context, 'exit 3')
  await writeFile(join(root, 'package-lock.json'), lock('1.0.1'))
  for (const attempt of [1, 2]) {
    const { exited, output } = run()
    assert.equal(await exited, 1, `attempt ${attempt}`)
    assert.match(output(), /"npm ci" did not succeed \(exit code 3\)\. .*check the connection/)
  }
})

test('a signal is passed on, and the entry decides when it leaves', limits, async (context) => {
  const { root, run } = await repository(context)
  const script =
    "process.on('SIGTERM', () => { console.log('told'); process.exit(5) }); console.log('up'); setInterval(() => {}, 1000)"
  await writeFile(join(root, 'waiting.mjs'), script)
  const { kill, output, exited } = run('waiting.mjs')
  await until(() => output().includes('up'))
  kill('SIGTERM')
  assert.equal(await exited, 5)
  assert.match(output(), /told/)
})

test('the entry leaves when the bootstrap is killed', limits, async (context) => {
  const { root, run } = await repository(context)
  await writeFile(join(root, 'waiting.mjs'), 'console.log(process.pid); setInterval(() => {}, 1000)')
  const { kill, output } = run('waiting.mjs')
  await until(() => /^\d+\n/.test(output()))
  kill('SIGKILL')
  await until(() => !isAlive(Number(output().trim())))
})
