import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { startTestPostgres, type TestPostgres } from '@porchlight/runtime/testing/postgres'
import { maxImageBytes } from './image-size.ts'
import type { BuiltPages } from './pages.ts'
import { ImageBench, obstacle } from './testing/image-bench.ts'
import { type BuiltContainer, runIn, StartedImage } from './testing/started-image.ts'
import { overTcp, type TcpDatabase } from './testing/tcp-database.ts'

const origin = 'https://community.example.org'

describe('the container images', { skip: obstacle() }, () => {
  let bench: ImageBench
  let images: Record<'web' | 'api', BuiltContainer>
  let postgres: TestPostgres
  let database: TcpDatabase
  before(async () => {
    bench = await ImageBench.open()
    postgres = await startTestPostgres()
    database = await overTcp(postgres.databaseUrl)
    images = { api: await bench.build('api'), web: await bench.build('web', await someonesPages(bench.directory)) }
  })
  after(async () => {
    database.close()
    await Promise.all([postgres.stop(), bench.close()])
  })

  test('each takes less than 200 MB, and names what it is made of', async () => {
    for (const [name, needed] of [
      ['api', ['node-linux-', 'fastify', '@node-rs/argon2', 'libc6']],
      ['web', ['node-linux-', 'pino', 'react', 'libstdc++6']],
    ] as const) {
      const { bytes, root } = images[name]
      assert.ok(bytes < maxImageBytes, `${name}: ${bytes}`)
      const { components } = JSON.parse(await readFile(join(root, 'usr/share/sbom.cdx.json'), 'utf8'))
      for (const each of needed) {
        const found = components.find((component: { name: string }) => component.name.startsWith(each))
        assert.match(found?.version ?? `${name} lacks ${each}`, /^\d/)
      }
    }
  })

  test('there is one program in each, and no shell', async () => {
    for (const container of Object.values(images)) {
      assert.deepEqual(await readdir(join(container.root, 'usr/bin')), ['node'])
      for (const gone of ['bin', 'sbin', 'usr/sbin']) {
        await assert.rejects(readdir(join(container.root, gone)), { code: 'ENOENT' })
      }
      assert.match((await runIn(container, ['/bin/sh', '-c', 'id'])).said, /No such file/)
    }
  })

  test('each runs as a user of its own, who can write nowhere', async () => {
    const tries = `const { writeFileSync } = require('node:fs')
      const faults = ['/', '/app/', '/tmp/', '/etc/'].map((place) => {
        try { writeFileSync(place + 'left', ''); return 'written' } catch ({ code }) { return code }
      })
      console.log(process.getuid(), process.getgid(), ...faults)`
    for (const container of Object.values(images)) {
      const { said } = await runIn(container, [...container.config.Entrypoint, '-e', tries])
      assert.equal(said, '1000 1000 EROFS EROFS ENOENT EROFS\n')
    }
  })

  test('api prepares the database by itself, and its first administrator can come in', async (t) => {
    const token = randomBytes(32).toString('base64url')
    const environment = {
      PORCHLIGHT_LISTEN: 'tcp:127.0.0.1:3001',
      PORCHLIGHT_ORIGIN: origin,
      PORCHLIGHT_MEDIA_ORIGIN: 'https://media.community.example.org',
      PORCHLIGHT_OBJECT_STORE: 's3:pictures-of-the-community',
      AWS_REGION: 'us-east-1',
      PORCHLIGHT_HOOK_SECRETS: 'x'.repeat(48),
      PORCHLIGHT_AUTH_SECRET: 'y'.repeat(48),
      DATABASE_URL: database.databaseUrl,
    }
    const { Entrypoint, WorkingDir } = images.api.config
    const hash = createHash('sha256').update(token).digest('hex')
    const prepared = await runIn(images.api, [...Entrypoint, join(WorkingDir, 'dist/server/prepare-database.mjs')], {
      ...environment,
      PORCHLIGHT_SETUP_TOKEN_HASH: hash,
    })
    assert.equal(prepared.code, 0, prepared.said)
    assert.match(prepared.said, /"msg":"migrated"/)

    const api = await StartedImage.ready(images.api, { ...environment, PORCHLIGHT_LISTEN: 'unix:/shared/listen.sock' })
    t.after(() => api.stop())
    const person = { handle: 'ada', name: 'Ada', email: 'ada@example.org', password: 'a long word or two' }
    const { status, body } = await api.ask('POST /api/auth/setup', { origin, json: { ...person, token } })
    assert.equal(status, 201, body)
    assert.equal(await api.stop(), 0)
  })

  test('web serves the pages that it was built with', async (t) => {
    const web = await StartedImage.ready(images.web, {
      PORCHLIGHT_ORIGIN: origin,
      PORCHLIGHT_API_URL: 'unix:/shared/nobody.sock',
    })
    t.after(() => web.stop())
    assert.match((await web.ask('GET /robots.txt')).body, /./)
    assert.equal((await web.ask('GET /assets/entry.js')).body, 'export {}')
    assert.equal(await web.stop(), 0)
  })
})

/** As Vite leaves them, in small: it is the image that is tested. */
async function someonesPages(parent: string): Promise<BuiltPages> {
  const directory = join(parent, 'pages')
  const manifest = { 'src/entry-client.tsx': { file: 'assets/entry.js' } }
  for (const [file, text] of Object.entries({
    'client/.vite/manifest.json': JSON.stringify(manifest),
    'client/assets/entry.js': 'export {}',
    'server/entry-server.js': 'export const renderPage = async () => { throw new Error("no pages") }',
  })) {
    await mkdir(join(directory, file, '..'), { recursive: true })
    await writeFile(join(directory, file), text)
  }
  return { directory, packages: ['react'] }
}
