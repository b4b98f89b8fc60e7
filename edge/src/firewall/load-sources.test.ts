import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { FirewallFault } from '@porchlight/system/web-acl/fault'
import { parseAddress } from './addresses/parse-address.ts'
import { loadSources } from './load-sources.ts'

async function folderWith(context: TestContext, files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lists-'))
  context.after(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

test('lists are read as they are published, with comments and further columns', async (context) => {
  const text = '# a list\n192.0.2.0/24 ; SBL1\n\n2001:db8::1\tlast seen\n'
  const { addressLists } = await loadSources(await folderWith(context, { 'reputation.txt': text }))
  for (const inside of ['192.0.2.9', '2001:db8::1']) {
    const address = parseAddress(inside)
    assert.ok(address !== undefined && addressLists.reputation?.has(address), inside)
  }
  assert.equal(addressLists.anonymous, undefined)
})

test('a line that is no address is refused with its file', async (context) => {
  const folder = await folderWith(context, { 'anonymous.txt': '192.0.2.1\nnowhere\n' })
  await assert.rejects(loadSources(folder), (error) => {
    assert.ok(error instanceof FirewallFault)
    assert.match(error.message, /^anonymous\.txt: nowhere is neither/)
    return true
  })
})

test('countries are known of either version without a file of the operator', async () => {
  const countryOf = (await loadSources(undefined)).loadCountries()
  assert.equal(countryOf?.('193.0.6.139'), 'NL')
  assert.match(countryOf?.('2001:4860:4860::8888') ?? '', /^[A-Z]{2}$/)
  assert.equal(countryOf?.('127.0.0.1'), undefined)
})
