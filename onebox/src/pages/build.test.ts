import assert from 'node:assert/strict'
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { repositoryRoot } from '../repository.ts'
import { temporaryDirectory } from '../testing/supervision.ts'
import { buildPages } from './build.ts'

const config = `export default ({ isSsrBuild }) => ({
  build: { outDir: isSsrBuild ? 'dist/server' : 'dist/client', rolldownOptions: { input: 'src/entry.ts' } },
})`

async function pages(context: TestContext) {
  const root = await temporaryDirectory(context)
  await mkdir(join(root, 'web/src'), { recursive: true })
  await symlink(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'))
  await writeFile(join(root, 'web/vite.config.ts'), config)
  await writeFile(join(root, 'web/src/entry.ts'), 'console.log(1)')
  const announced: string[] = []
  const environment = { PATH: '/usr/bin:/bin', HOME: root }
  const build = () => buildPages({ root, environment, announce: (text) => announced.push(text) })
  return { root, announced, build }
}

test('pages are built for browsers and for the server, once, and again when a source changes', async (context) => {
  const { root, announced, build } = await pages(context)
  await build()
  assert.deepEqual((await readdir(join(root, 'web/dist'))).sort(), ['.built-from', 'client', 'server'])
  await build()
  assert.equal(announced.length, 1)
  await writeFile(join(root, 'web/src/entry.ts'), 'console.log(2)')
  await build()
  assert.equal(announced.length, 2)
})

test('a build that fails says what is wrong, and is tried again', async (context) => {
  const { root, announced, build } = await pages(context)
  await writeFile(join(root, 'web/src/entry.ts'), "import './missing.ts'")
  await assert.rejects(build(), /The pages could not be built:[\s\S]*missing\.ts/)
  await assert.rejects(build(), /could not be built/)
  assert.equal(announced.length, 2)
})
