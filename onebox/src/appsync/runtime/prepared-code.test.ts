import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { repositoryRoot } from '../../repository.ts'
import { bundleCode } from './bundle-code.ts'
import { CodeCache } from './code-cache.ts'
import { preparedCode } from './prepared-code.ts'

/** Inside the repository, as only what is there is kept. */
async function sources(context: TestContext): Promise<{ one: string; shared: string; other: string }> {
  const parent = join(repositoryRoot, 'node_modules/.cache')
  await mkdir(parent, { recursive: true })
  const directory = await mkdtemp(join(parent, 'resolvers-'))
  const [one, shared, other] = ['one.ts', 'shared.ts', 'other.ts'].map((name) => join(directory, name))
  const files = { one: one ?? '', shared: shared ?? '', other: other ?? '' }
  await writeFile(files.shared, 'export const n = 1')
  await writeFile(files.one, "import { n } from './shared.ts'\nexport const request = () => ({ payload: n })")
  await writeFile(files.other, 'export const request = () => ({ payload: 3 })')
  context.after(async () => {
    await rm(directory, { recursive: true, force: true })
    await new CodeCache([files.one]).remove()
  })
  return files
}

test('code is prepared once, and again when something that it imports has changed', async (t) => {
  const { one, shared } = await sources(t)
  assert.equal(await new CodeCache([one]).read(), undefined)
  const first = await preparedCode([one])
  assert.match(first.get(one) ?? '', /n = 1/)
  assert.deepEqual(await new CodeCache([one]).read(), first)
  await writeFile(shared, 'export const n = 2')
  assert.equal(await new CodeCache([one]).read(), undefined)
  assert.match((await preparedCode([one])).get(one) ?? '', /n = 2/)
})

test('what AppSync would refuse is refused each time', async (t) => {
  const { one } = await sources(t)
  await writeFile(one, 'export const request = () => Date.now()')
  for (let time = 0; time < 2; time += 1) await assert.rejects(preparedCode([one]), /there is no global Date/)
})

test('two who bundle at the same time both come to an end', { timeout: 30_000 }, async (t) => {
  const { one, other } = await sources(t)
  const bundled = await Promise.all([bundleCode([one]), bundleCode([one, other])])
  assert.deepEqual(
    bundled.map(({ code }) => code.size),
    [1, 2],
  )
})
