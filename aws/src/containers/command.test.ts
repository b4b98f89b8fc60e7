import assert from 'node:assert/strict'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../refusal.ts'
import { runCommand } from './command.ts'
import { refuseLargeImage } from './image-size.ts'
import { lockedAt, readLockfile } from './locked-package.ts'
import { pagesIn } from './pages.ts'
import { tierImages } from './tier-image.ts'

const refused = (message: RegExp) => (error: unknown) => error instanceof Refusal && message.test(error.message)

test('what cannot be built is refused with what was received and the choices', async () => {
  for (const [words, message] of [
    ['bake', /no command "bake"[\s\S]*npm run containers/],
    ['build db --release 1', /no image "db": choose of web, api/],
    ['build web --release 1 --arch mips', /--arch is "mips": choose of arm64, x64/],
    ['build web', /--release is "": give the tag/],
    ['build web --release latest:1', /--release is "latest:1"/],
  ] as const) {
    await assert.rejects(
      runCommand(words.split(' '), () => undefined),
      refused(message),
    )
  }
})

test('pages that were not built, and packages that are not locked, are refused with the command that mends it', async () => {
  await assert.rejects(pagesIn('/nowhere'), refused(/npm run build -w web/))
  assert.throws(() => lockedAt(new Map(), 'node_modules/pg'), refused(/no node_modules\/pg: run npm install/))
})

test('an image above its limit is refused with what takes most of it', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-large-'))
  t.after(() => rm(directory, { recursive: true }))
  await using file = await open(join(directory, 'dump'), 'w')
  await file.truncate(200_000_001)
  await assert.rejects(refuseLargeImage('api', directory), refused(/200000001 bytes[\s\S]*\/dump: 200000001/))
})

test('what an image takes beside its programs is locked, for either processor', async () => {
  const lockfile = await readLockfile()
  for (const architecture of ['arm64', 'x64'] as const) {
    for (const name of tierImages.flatMap((image) => image.packagesBeside(architecture))) {
      assert.match(lockedAt(lockfile, `node_modules/${name}`).integrity ?? '', /^sha512-/)
    }
  }
})

test('nothing runs while an image is built, and its first process is Node as a user of its own', async () => {
  for (const { containerfile } of tierImages) {
    const text = await readFile(new URL(`../../../${containerfile}`, import.meta.url), 'utf8')
    assert.match(text, /^FROM scratch$/m)
    assert.match(text, /^USER 1000:1000$/m)
    assert.doesNotMatch(text, /^(RUN|ADD)/m)
  }
})
