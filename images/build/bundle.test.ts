import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openObjectStore } from '@porchlight/objects/open'
import { drawHeic } from '../src/testing/heic/heic.ts'
import { Loopback } from '../src/testing/loopback.ts'
import { createdEvent, pictureId } from '../src/testing/process.ts'
import { bundleFile, bundleFunction, packagesBeside } from './bundle.ts'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

let directory: string
let loopback: Loopback
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'porchlight-bundle-'))
  await symlink(modules, join(directory, 'node_modules'))
  loopback = await Loopback.open()
})
after(async () => {
  loopback.close()
  await rm(directory, { recursive: true })
})

/** What the handler of a bundle answers, in a process as bare as Lambda's. */
async function invoke(name: 'process-image' | 'notify', event: unknown, env: Record<string, string>): Promise<string> {
  const bundle = join(directory, name, bundleFile)
  const script = `const { handler } = await import(${JSON.stringify(bundle)})
    const answer = await handler(${JSON.stringify(event)}, { getRemainingTimeInMillis: () => 30000 })
    process.stdout.write(JSON.stringify(answer ?? null), () => process.exit(0))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: directory,
    env: { PORCHLIGHT_LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [answer] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return answer
}

test('the bundle of process-image renders a picture', async () => {
  await bundleFunction('process-image', join(directory, 'process-image'))
  const objects = join(directory, 'objects')
  const mediaOrigin = 'http://porchlight.localhost'
  const store = await openObjectStore({ kind: 'disk', directory: objects, grantSecrets: [], mediaOrigin })
  const key = `uploads/public/${pictureId}`
  const bytes = drawHeic({ columns: 1, rows: 1, colourAt: () => [90, 100, 140] })
  await store.put(key, bytes, { contentType: 'image/heic' })

  await invoke('process-image', createdEvent(key), {
    PORCHLIGHT_OBJECT_STORE: `disk:${objects}`,
    PORCHLIGHT_MEDIA_ORIGIN: mediaOrigin,
    PORCHLIGHT_NOTIFICATION_QUEUE: `runner:tcp:${new URL(loopback.origin).host}`,
  })
  const said = loopback.requests.map(({ body }): { event: { type: string } } => JSON.parse(body))
  assert.deepEqual(
    said.map(({ event }) => event.type),
    ['picture.previewed', 'picture.ready'],
  )
})

test('the bundle of notify is one file of less than two megabytes, and answers', async () => {
  await bundleFunction('notify', join(directory, 'notify'))
  assert.ok((await stat(join(directory, 'notify', bundleFile))).size < 2_000_000)
  const answer = await invoke(
    'notify',
    { Records: [{ messageId: '1', body: 'not a notification' }] },
    {
      PORCHLIGHT_HOOK_URL: loopback.origin,
      PORCHLIGHT_HOOK_SECRETS: 'whsec_bmV3LXNlY3JldC1mb3ItdGVzdHMtb25seS0x',
    },
  )
  assert.equal(answer, '{"batchItemFailures":[{"itemIdentifier":"1"}]}')
})

test('every package that sharp needs on arm64 is packed beside the bundle', async () => {
  const require = createRequire(import.meta.url)
  const manifest: { dependencies: object; optionalDependencies: object } = JSON.parse(
    await readFile(join(dirname(require.resolve('sharp')), '../package.json'), 'utf8'),
  )
  const forArm64 = Object.keys(manifest.optionalDependencies).filter((name) => name.endsWith('-linux-arm64'))
  const needed = ['sharp', ...Object.keys(manifest.dependencies), ...forArm64]
  assert.deepEqual(
    needed.filter((name) => !packagesBeside['process-image'].includes(name)),
    [],
  )
})
