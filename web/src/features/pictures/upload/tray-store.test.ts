import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Picture } from '@porchlight/contract/pictures'
import { typed } from '../../../client/call.ts'
import { ApiProblem } from '../../../client/problem.ts'
import type { PlainCall } from '../../../client/request.ts'
import { pictureOf } from '../testing/picture-fixtures.ts'
import { type PutOptions, UploadFault } from './put.ts'
import { type KeptPicture, TrayStore } from './tray-store.ts'

/** A server of pictures, as far as a tray knows it, and an object store whose uploads end as a test says. */
class FakeServer {
  readonly rows = new Map<string, Picture>()
  readonly deleted: string[] = []
  readonly kept: (readonly KeptPicture[])[] = []
  readonly uploads: { id: string; options: PutOptions; end: PromiseWithResolvers<void> }[] = []
  refusesDescriptions = false
  #granted = 0

  store(kept: readonly KeptPicture[] = []): TrayStore {
    const call = typed(async (name, options) => this.#answer(name, options))
    return new TrayStore(
      {
        call,
        put: (grant, _file, options) => {
          const end = Promise.withResolvers<void>()
          this.uploads.push({ id: grant.url, options, end })
          return end.promise
        },
        keep: (pictures) => this.kept.push(pictures),
        purpose: 'post',
      },
      kept,
    )
  }

  #answer(name: string, { params, body }: PlainCall): object | undefined {
    const id = params?.pictureId ?? ''
    if (name === 'POST /pictures') return this.#grant()
    if (name === 'GET /pictures') return { items: [...this.rows.values()] }
    if (name === 'DELETE /pictures/:pictureId') this.deleted.push(id)
    if (name !== 'PATCH /pictures/:pictureId') return undefined
    if (this.refusesDescriptions) throw new ApiProblem('unreachable', 0)
    const row = this.rows.get(id)
    if (row !== undefined) this.rows.set(id, { ...row, ...Object(body) })
    return row
  }

  #grant(): object {
    this.#granted += 1
    const id = `row-${this.#granted}`
    const picture: Picture = {
      ...pictureOf({ id, state: 'waiting', sources: [] }),
      purpose: 'post',
      failure: null,
      createdAt: '',
    }
    this.rows.set(id, picture)
    return { picture, upload: { url: id, method: 'PUT', headers: {}, expiresAt: '' } }
  }

  becomes(id: string, different: Partial<Picture>): void {
    const row = this.rows.get(id)
    if (row !== undefined) this.rows.set(id, { ...row, ...different })
  }
}

const file = new File(['GIF89a'], 'one.gif')
const gif = { file, type: 'image/gif' } as const
/** Lets what has been answered already be heard. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** The clock of back-offs is the test's. */
function clock(t: TestContext): { pass: (ms: number) => Promise<void> } {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  return {
    pass: async (ms) => {
      t.mock.timers.tick(ms)
      await settle()
    },
  }
}

/** A page knows when it is online again. */
function page(t: TestContext): EventTarget {
  const target = new EventTarget()
  Object.assign(globalThis, { addEventListener: target.addEventListener.bind(target) })
  t.after(() => Reflect.deleteProperty(globalThis, 'addEventListener'))
  return target
}

test('a chosen picture is sent at once, and may be posted when the server has something to show', async (t) => {
  const { pass } = clock(t)
  const server = new FakeServer()
  const store = server.store()
  store.add([gif])
  await settle()
  server.uploads[0]?.options.onProgress(0.4)
  assert.deepEqual(store.tray()[0]?.state, { kind: 'sending', sent: 0.4 })
  server.uploads[0]?.end.resolve()
  await settle()
  assert.deepEqual(store.tray()[0]?.state, { kind: 'processing' })
  await pass(250)
  assert.deepEqual(store.tray()[0]?.state, { kind: 'processing' })
  server.becomes('row-1', { state: 'ready' })
  await pass(375)
  assert.deepEqual(store.tray()[0]?.state, { kind: 'claimable' })
})

test('after a lost connection it is sent under a new grant, and the old row is deleted', async (t) => {
  clock(t)
  page(t)
  const server = new FakeServer()
  const store = server.store()
  store.add([gif])
  await settle()
  server.uploads[0]?.end.reject(new UploadFault('lost'))
  await settle()
  assert.deepEqual(store.tray()[0]?.state, { kind: 'failed', trouble: { kind: 'upload', code: 'lost' } })
  store.retry(store.tray()[0]?.key ?? '')
  await settle()
  assert.deepEqual(server.deleted, ['row-1'])
  assert.deepEqual(
    server.uploads.map(({ id }) => id),
    ['row-1', 'row-2'],
  )
})

test('what was lost is sent again by itself once the device is back online', async (t) => {
  clock(t)
  const window = page(t)
  const server = new FakeServer()
  const store = server.store()
  store.add([gif])
  await settle()
  server.uploads[0]?.end.reject(new UploadFault('lost'))
  await settle()
  window.dispatchEvent(new Event('online'))
  await settle()
  assert.deepEqual(store.tray()[0]?.state, { kind: 'sending', sent: 0 })
})

test('a picture that is removed on its way is called off and deleted, and no word of it comes back', async (t) => {
  clock(t)
  const server = new FakeServer()
  const store = server.store()
  store.add([gif])
  await settle()
  store.remove(store.tray()[0]?.key ?? '')
  const upload = server.uploads[0]
  assert.equal(upload?.options.signal.aborted, true)
  upload?.end.reject(upload.options.signal.reason)
  await settle()
  assert.deepEqual([store.tray(), server.deleted], [[], ['row-1']])
})

test('what is said while it is being sent reaches the server, and what did not is known before posting', async (t) => {
  clock(t)
  const server = new FakeServer()
  const store = server.store()
  store.add([gif])
  await settle()
  const key = store.tray()[0]?.key ?? ''
  store.describe(key, { altText: 'A door', focalPoint: { x: 0, y: 0.5 } })
  await settle()
  assert.equal(server.rows.get('row-1')?.altText, 'A door')
  server.refusesDescriptions = true
  store.describe(key, { altText: 'A red door', focalPoint: { x: 0, y: 0.5 } })
  await settle()
  await assert.rejects(store.saveAll())
  server.refusesDescriptions = false
  await store.saveAll()
  assert.equal(server.rows.get('row-1')?.altText, 'A red door')
})

test('a draft keeps ids and descriptions, and a new page finds its pictures by them', async (t) => {
  const { pass } = clock(t)
  const server = new FakeServer()
  const before = server.store()
  before.add([gif])
  await settle()
  server.uploads[0]?.end.resolve()
  await settle()
  server.becomes('row-1', { state: 'ready' })
  const kept = server.kept.at(-1) ?? []
  assert.deepEqual(kept, [{ id: 'row-1', altText: '', focalPoint: { x: 0.5, y: 0.5 } }])
  const after = server.store(kept)
  await pass(250)
  assert.deepEqual(
    after.tray().map(({ state, picture }) => [state.kind, picture?.id]),
    [['claimable', 'row-1']],
  )
  after.release()
  assert.deepEqual(server.kept.at(-1), [])
})
