import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { repository } from './command.ts'

/** A file that breaks one rule, and the words that tell its author what to do instead. */
const violations = [
  { file: 'edge/src/a.ts', imports: '../../api/src/app.ts', says: 'Tiers meet over the network' },
  { file: 'edge/src/b.ts', imports: '@porchlight/web/server', says: 'Tiers meet over the network' },
  { file: 'images/src/a.ts', imports: '@porchlight/api/context', says: 'Tiers meet over the network' },
  { file: 'messaging/src/a.ts', imports: '../../api/src/app.ts', says: 'Tiers meet over the network' },
  { file: 'messaging/src/b.test.ts', imports: '@porchlight/onebox/appsync/executor', says: 'Nothing imports onebox/' },
  { file: 'spend/src/a.ts', imports: '../../aws/src/synth.ts', says: 'Nothing imports onebox/ or aws/' },
  { file: 'spend/src/b.ts', imports: '@porchlight/api/context', says: 'Tiers meet over the network' },
  { file: 'objects/src/a.ts', imports: '@porchlight/images/queue', says: 'Tiers meet over the network' },
  { file: 'api/src/a.ts', imports: '@porchlight/edge/main', says: 'Tiers meet over the network' },
  { file: 'web/src/features/a.ts', imports: '@porchlight/api/context', says: 'Tiers meet over the network' },
  {
    file: 'web/src/features/b.ts',
    imports: '@porchlight/messaging/resolvers/send',
    says: 'Tiers meet over the network',
  },
  { file: 'api/src/b.ts', imports: '@porchlight/onebox/main', says: 'Nothing imports onebox/' },
  { file: 'onebox/src/a.ts', imports: '../../api/src/app.ts', says: 'never import its logic' },
  { file: 'system/src/a.ts', imports: '@porchlight/runtime/logger', says: 'import nothing of ours' },
  { file: 'contract/src/a.ts', imports: '../../api/src/context.ts', says: 'import nothing of ours' },
  { file: 'runtime/src/a.ts', imports: '@porchlight/contract/posts', says: 'not what it does' },
  { file: 'api/src/posts/c.ts', imports: '../config.ts', says: 'Only main.ts reads the configuration' },
  { file: 'api/src/posts/routes.ts', imports: 'kysely', says: 'No SQL above queries' },
  { file: 'api/src/posts/service.ts', imports: 'fastify', says: 'No HTTP below routes' },
  { file: 'api/src/posts/queries.ts', imports: '../http/route.ts', says: 'No HTTP below routes' },
  { file: 'api/src/posts/view.ts', imports: '../members/queries.ts', says: "each other's queries" },
]

test('a file that crosses a boundary fails the lint, with words that say what to do instead', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-boundaries-'))
  t.after(() => rm(directory, { recursive: true }))
  await writeFile(join(directory, 'biome.json'), await readFile(join(repository, 'biome.json'), 'utf8'))
  for (const { file, imports } of violations) {
    await mkdir(dirname(join(directory, file)), { recursive: true })
    await writeFile(join(directory, file), `import { x } from '${imports}'\n\nconsole.log(x)\n`)
  }
  await writeFile(join(directory, 'edge/src/environment.ts'), 'console.log(process.env.HOME)\n')
  await writeFile(
    join(directory, 'edge/src/allowed.ts'),
    "import { api } from '@porchlight/system/services'\n\nconsole.log(api)\n",
  )
  await writeFile(
    join(directory, 'web/src/features/allowed.ts'),
    "import { createMessaging } from '@porchlight/messaging/client'\n\nconsole.log(createMessaging)\n",
  )

  const found = lint(directory)

  for (const { file, imports, says } of violations) {
    const messages = found.filter((diagnostic) => diagnostic.path === file).map(({ message }) => message)
    assert.ok(
      messages.some((message) => message.includes(says)),
      `${file} importing ${imports} should say "${says}", said ${JSON.stringify(messages)}`,
    )
  }
  assert.ok(found.some(({ path, category }) => path === 'edge/src/environment.ts' && category.endsWith('noProcessEnv')))
  assert.deepEqual(
    found.filter(({ path }) => path.endsWith('/allowed.ts')),
    [],
  )
})

interface Diagnostic {
  readonly path: string
  readonly category: string
  readonly message: string
}

function lint(directory: string): Diagnostic[] {
  const biome = join(repository, 'node_modules/.bin/biome')
  const { stdout } = spawnSync(
    biome,
    ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'],
    {
      cwd: directory,
      encoding: 'utf8',
    },
  )
  const report: { diagnostics: { category: string; message: string; location: { path: string } }[] } =
    JSON.parse(stdout)
  return report.diagnostics.map(({ category, message, location }) => ({ category, message, path: location.path }))
}
