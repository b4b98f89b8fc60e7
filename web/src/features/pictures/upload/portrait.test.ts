import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Picture } from '@porchlight/contract/pictures'
import { typed } from '../../../client/call.ts'
import { pictureOf } from '../testing/picture-fixtures.ts'
import type { Asking } from './ask-when-told.ts'
import { PortraitFault, uploadPortrait } from './portrait.ts'
import { UploadFault } from './put.ts'

const portrait = {
  purpose: 'avatar',
  chosen: { file: new File(['GIF89a'], 'me.gif'), type: 'image/gif' },
  focalPoint: { x: 0.3, y: 0.5 },
} as const

const row: Picture = { ...pictureOf({ id: 'row' }), purpose: 'avatar', failure: null, createdAt: '' }

/** A server that says of the picture what it is given, one after the other, and then nothing new. */
function serverOf(says: readonly Picture[], put: () => Promise<void> = async () => undefined) {
  const called: string[] = []
  const answers = [...says]
  const call = typed(async (name) => {
    called.push(name)
    if (name === 'POST /pictures')
      return { picture: row, upload: { url: '', method: 'PUT', headers: {}, expiresAt: '' } }
    return name === 'GET /pictures' ? { items: answers.length > 1 ? answers.splice(0, 1) : answers } : undefined
  })
  const steps: string[] = []
  const controller = new AbortController()
  const means = {
    call,
    put,
    watch: ({ ask }: Asking) => {
      let ended = false
      const again = async () => {
        if (!ended && (await ask())) setImmediate(again)
      }
      void again()
      return () => {
        ended = true
      }
    },
    onStep: (step: { kind: string }) => steps.push(step.kind),
    signal: controller.signal,
  }
  return { called, steps, means, controller }
}

test('a picture of a member is sent, and there once every size of it is', async () => {
  const { steps, means } = serverOf([{ ...row, state: 'waiting', sources: [] }, { ...row, state: 'processing' }, row])
  assert.equal((await uploadPortrait(portrait, means)).state, 'ready')
  assert.deepEqual(steps, ['sending', 'processing'])
})

test('one that cannot be made says why and leaves nothing behind', async () => {
  const { called, means } = serverOf([{ ...row, state: 'failed', failure: 'too_many_pixels' }])
  const trouble = { kind: 'upload', code: 'too_many_pixels' }
  await assert.rejects(uploadPortrait(portrait, means), (error) => {
    assert.ok(error instanceof PortraitFault)
    assert.deepEqual(error.trouble, trouble)
    return true
  })
  assert.equal(called.at(-1), 'DELETE /pictures/:pictureId')
})

test('a lost connection is said as such', async () => {
  const { means } = serverOf([row], () => Promise.reject(new UploadFault('lost')))
  await assert.rejects(uploadPortrait(portrait, means), { trouble: { kind: 'upload', code: 'lost' } })
})

test('who changes their mind hears of no fault, and the row is deleted', async () => {
  const { called, means, controller } = serverOf([row], () => {
    controller.abort()
    return Promise.reject(new DOMException('left', 'AbortError'))
  })
  await assert.rejects(uploadPortrait(portrait, means), { name: 'AbortError' })
  assert.equal(called.at(-1), 'DELETE /pictures/:pictureId')
})
