import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createLogger } from '@porchlight/runtime/logger'
import { Firewall } from '@porchlight/system/web-acl/web-acl'
import { until } from '../../testing/edge-under-test.ts'
import { serveControl } from '../control/server.ts'
import { filesIn } from '../keeper/files.ts'
import { defer } from '../testing/defer.ts'
import { KeeperUnderTest, tooLarge } from '../testing/keeper-under-test.ts'
import { CommandFault } from './command-fault.ts'
import { runCommand } from './run.ts'

async function place(t: TestContext) {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'firewall-command-'))
  defer(t, () => rm(dataDirectory, { recursive: true }))
  for (const folder of ['config', 'firewall', 'run', 'short']) await mkdir(join(dataDirectory, folder))
  await writeFile(join(dataDirectory, 'format'), '1\n')
  await symlink(join(dataDirectory, 'short'), join(dataDirectory, 'run/sockets'))
  const run = async (...args: string[]): Promise<string> => {
    const lines: string[] = []
    const print = (text: string): void => void lines.push(text)
    await runCommand(args, { dataDirectory, workingDirectory: dataDirectory, print, interrupted: t.signal })
    return lines.join('\n')
  }
  return { dataDirectory, run }
}

/** The same with Porchlight running on it. */
async function runningPlace(t: TestContext) {
  const at = await place(t)
  const under = await KeeperUnderTest.open(t, filesIn(at.dataDirectory))
  const socket = join(at.dataDirectory, 'short/edge-control.sock')
  const control = await serveControl(socket, under.keeper, createLogger('edge', 'silent'))
  defer(t, () => control.close())
  return { ...at, under }
}

async function refusal(command: Promise<unknown>): Promise<{ exitCode: number; message: string }> {
  const error = await command.then(
    () => assert.fail('the command was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof CommandFault, String(error))
  return { exitCode: error.exitCode, message: error.message }
}

test('what is typed wrong is told, with where to find what is right', async (t) => {
  const { run } = await place(t)
  for (const args of [['blok', 'sqli'], ['block'], ['block', 'a', 'b'], ['--nonsense'], ['log', '--limit', '0']]) {
    const { exitCode, message } = await refusal(run(...args))
    assert.equal(exitCode, 2, message)
  }
  assert.match(await run('--help'), /npm run firewall -- status/)
})

test('a directory without a Porchlight is not taken for a quiet firewall', async (t) => {
  const { dataDirectory, run } = await place(t)
  await rm(join(dataDirectory, 'format'))
  assert.match((await refusal(run('status'))).message, /^There is no Porchlight in /)
})

test('where nothing runs, the files answer, and a change says what to do', async (t) => {
  const { run } = await place(t)
  assert.match(await run('status'), /\(Porchlight is not running\)[\s\S]*\nsqli +BLOCK +0/)
  assert.equal(await run('log'), 'No request in the log fits.')
  assert.equal(await run('changes'), 'Nothing has been changed: the rules are as they came.')
  const { exitCode, message } = await refusal(run('count', 'sqli'))
  assert.equal(exitCode, 3)
  assert.match(message, /Start it with npm start/)
})

test('a change by the command is in force, is seen, and is taken back', async (t) => {
  const { run, under } = await runningPlace(t)
  under.ask(tooLarge)
  assert.match(await run('count', 'body-size', '--try'), /1 more would pass \(1 addresses\)/)
  assert.equal(under.ask(tooLarge), 'BLOCK')
  assert.match(await run('count', 'body-size', '--note', 'A large upload'), /^Done, and in force/)
  assert.equal(under.ask(tooLarge), 'ALLOW')
  assert.match(await run('status'), /\nbody-size +COUNT\* +2 +1 /)
  const [change] = JSON.parse(await run('changes', '--json'))
  assert.equal(change.note, 'A large upload')
  await run('undo', change.id)
  assert.equal(under.ask(tooLarge), 'BLOCK')
  assert.match(await run('changes'), /takes .* back[\s\S]*\(taken back\)/)
})

test('addresses and countries come and go', async (t) => {
  const { run, under } = await runningPlace(t)
  await run('block-address', '198.51.100.0/24')
  assert.equal(under.ask({ clientAddress: '198.51.100.9' }), 'BLOCK')
  await run('remove-address', '198.51.100.0/24')
  assert.equal(under.ask({ clientAddress: '198.51.100.9' }), 'ALLOW')
  assert.match((await refusal(run('allow-address', '198.51.100.9/24'))).message, /did you mean 198\.51\.100\.0\/24/)
  assert.equal((await refusal(run('countries', 'germany'))).exitCode, 1)
})

test('the log shows who, what and why, and follows', async (t) => {
  const { run, under, dataDirectory } = await runningPlace(t)
  under.ask({ ...tooLarge, uriPath: '/up\x1b[31mload' })
  await until(async () => (await run('log')).includes('body-size'))
  assert.match(await run('log', '--rule', 'body-size'), /BLOCK +192\.0\.2\.7 +POST \/up\\x1b\[31mload/)
  assert.equal(JSON.parse(await run('log', '--json')).terminatingRuleId, 'body-size')
  const followed: string[] = []
  const print = (text: string): void => void followed.push(text)
  const stop = new AbortController()
  const following = runCommand(['log', '--follow'], {
    dataDirectory,
    workingDirectory: '/',
    print,
    interrupted: stop.signal,
  })
  await until(() => followed.length === 1)
  under.ask({ ...tooLarge, uriPath: '/second' })
  await until(() => followed.some((text) => text.includes('/second')))
  assert.equal(followed.length, 2)
  stop.abort()
  await following
})

test('what is exported is the document with the changes in it, whole', async (t) => {
  const { run } = await runningPlace(t)
  await run('block-address', '198.51.100.9')
  const exported = Firewall.parse(JSON.parse(await run('export')))
  assert.deepEqual(exported.ipSets.find(({ Name }) => Name === 'blocked-v4')?.Addresses, ['198.51.100.9/32'])
  const template = await run('export', '--cloudformation')
  assert.doesNotMatch(template, /arn:aws:wafv2:::/)
  assert.deepEqual(JSON.parse(template).Resources.BlockedV4.Properties.Addresses, ['198.51.100.9/32'])
})
