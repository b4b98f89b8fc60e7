import assert from 'node:assert/strict'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { temporaryDirectory } from '../testing/supervision.ts'
import { findBinaries, repairLinks } from './binaries.ts'

test('library links that npm did not make are made', async (context) => {
  const { postgres } = await findBinaries()
  const installed = dirname(dirname(dirname(postgres)))
  const root = await temporaryDirectory(context)
  for (const part of ['package.json', 'scripts', 'native/pg-symlinks.json']) {
    await mkdir(join(root, dirname(part)), { recursive: true })
    await cp(join(installed, part), join(root, part), { recursive: true })
  }
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(root, 'native/pg-symlinks.json'), 'utf8'),
  )
  for (const { source } of links) {
    await mkdir(join(root, dirname(source)), { recursive: true })
    await writeFile(join(root, source), source)
  }
  await repairLinks(root)
  for (const { source, target } of links) assert.equal(await readFile(join(root, target), 'utf8'), source)
})

test('libraries that are not there at all are reported', async (context) => {
  const root = await temporaryDirectory(context)
  await mkdir(join(root, 'native'))
  await writeFile(
    join(root, 'native/pg-symlinks.json'),
    JSON.stringify([{ source: 'a', target: 'native/lib/libpq.so' }]),
  )
  await assert.rejects(repairLinks(root), /are incomplete and could not be repaired\. Run "npm ci"/)
})
