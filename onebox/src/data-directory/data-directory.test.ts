import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryDirectory } from '../testing/supervision.ts'
import { formatVersion, prepareDataDirectory } from './data-directory.ts'
import { readSecrets, secretNames } from './secrets.ts'

async function mode(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777
}

test('a new data directory has its folders, for its owner alone, and its format', async (context) => {
  const data = join(await temporaryDirectory(context), 'deep/data')
  await prepareDataDirectory(data)
  const entries = (await readdir(data)).sort()
  assert.deepEqual(entries, ['backups', 'config', 'firewall', 'format', 'objects', 'pg', 'run', 'secrets'])
  for (const folder of entries.filter((entry) => entry !== 'format'))
    assert.equal(await mode(join(data, folder)), 0o700)
  assert.equal((await mode(data)) & 0o066, 0)
  assert.equal(await readFile(join(data, 'format'), 'utf8'), `${formatVersion}\n`)
})

test('data of a newer format are refused and left as they are', async (context) => {
  const data = await temporaryDirectory(context)
  await writeFile(join(data, 'format'), `${formatVersion + 1}\n`)
  await assert.rejects(prepareDataDirectory(data), /made by a newer Porchlight.*Update Porchlight/)
  assert.deepEqual(await readdir(data), ['format'])
})

test('a damaged format is refused', async (context) => {
  const data = await temporaryDirectory(context)
  await writeFile(join(data, 'format'), 'one')
  await assert.rejects(prepareDataDirectory(data), /is damaged/)
})

test('a directory that holds something else is refused and left as it is', async (context) => {
  const data = await temporaryDirectory(context)
  await writeFile(join(data, 'thesis.txt'), 'x')
  const before = await mode(data)
  await assert.rejects(prepareDataDirectory(data), /holds something else \(thesis\.txt\)/)
  assert.deepEqual(await readdir(data), ['thesis.txt'])
  assert.equal(await mode(data), before)
})

test('a file in the place of the data directory is refused', async (context) => {
  const data = join(await temporaryDirectory(context), 'data')
  await writeFile(data, 'x')
  await assert.rejects(prepareDataDirectory(data), /there is a file in its place/)
})

test('a first start that was interrupted is taken up', async (context) => {
  const data = await temporaryDirectory(context)
  await mkdir(join(data, 'config'))
  await prepareDataDirectory(data)
  assert.equal(await readFile(join(data, 'format'), 'utf8'), `${formatVersion}\n`)
})

test('secrets are made once, each its own, for their owner alone', async (context) => {
  const data = await temporaryDirectory(context)
  await prepareDataDirectory(data)
  const secrets = await readSecrets(data)
  assert.equal(new Set(Object.values(secrets)).size, secretNames.length)
  assert.deepEqual(await readSecrets(data), secrets)
  for (const name of secretNames) {
    assert.match(secrets[name], /^[\w-]{43}$/)
    assert.equal(await mode(join(data, 'secrets', name)), 0o600)
  }
})

test('a damaged secret is refused rather than replaced', async (context) => {
  const data = await temporaryDirectory(context)
  await prepareDataDirectory(data)
  const path = join(data, 'secrets/auth-secret')
  await writeFile(path, '')
  await assert.rejects(readSecrets(data), /is damaged/)
  assert.equal(await readFile(path, 'utf8'), '')
})
